import { join } from 'node:path';
import { must } from '../machine/child';
import { repository } from '../machine/repository';
import { templateBaseVariable } from '../machine/templateBase';
import { debianPython, toolkitRequirements, toolkitVariable } from '../machine/toolkitWheels';
import { enter } from './searchPath';
import { folderOf, frameworkPrograms } from './templateImages';

/** A virtual environment with what the templates for Python require, and the programs of the framework image's stand-in. */
export function enterPython(): Promise<() => void> {
  return enter('python', async (folder) => {
    await must(debianPython, ['-m', 'venv', '--without-pip', folder], { output: 'quiet' });
    const wheels = [join(folderOf(templateBaseVariable), 'wheels'), folderOf(toolkitVariable)];
    const servers = ['fastapi', 'flask'].map((server) =>
      join(repository, 'templates/inference-server', server, 'requirements.txt'),
    );
    const options = ['--python', join(folder, 'bin/python3'), '--disable-pip-version-check'];
    await must(
      'pip3',
      [
        ...[...options, 'install', '--quiet', '--no-compile', '--no-index'],
        ...wheels.flatMap((wheel) => ['--find-links', wheel]),
        ...[...servers, toolkitRequirements].flatMap((file) => ['--requirement', file]),
      ],
      { output: 'quiet' },
    );
    await must('cp', [...frameworkPrograms, join(folder, 'bin')], { output: 'quiet' });
    await must('chmod', ['+x', join(folder, 'bin/serve')], { output: 'quiet' });
  });
}
