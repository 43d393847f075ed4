import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from '../../machine/cache';
import { must } from '../../machine/child';
import { repository } from '../../machine/repository';

/** Debian's own, of the release that the base image is made of: wheels for the one are for the other. */
const python = '/usr/bin/python3';

/**
 * What somebody who serves on plain processes has installed, first on PATH: the packages of the template `inference-server`.
 * @param wheels folder that they are taken from
 * @returns a function that takes them away again
 */
export async function enterServerEnvironment(wheels: string): Promise<() => void> {
  mkdirSync(cacheFolder, { recursive: true });
  // Not among temporary files: plain processes have a /tmp of their own.
  const folder = mkdtempSync(join(cacheFolder, 'servers-'));
  const before = process.env['PATH'] ?? '';
  const leave = (): void => {
    process.env['PATH'] = before;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const program = existsSync(python) ? python : 'python3';
    await must(program, ['-m', 'venv', '--without-pip', folder], { output: 'quiet' });
    const from = ['install', '--quiet', '--no-compile', '--no-index', '--find-links', wheels];
    const wanted = ['fastapi', 'flask'].flatMap((server) => [
      ...['--requirement', join(repository, 'templates/inference-server', server, 'requirements.txt')],
    ]);
    const options = ['--python', join(folder, 'bin/python3'), '--disable-pip-version-check'];
    await must('pip3', [...options, ...from, ...wanted], { output: 'quiet' });
    process.env['PATH'] = [join(folder, 'bin'), before].join(delimiter);
    return leave;
  } catch (error) {
    leave();
    throw error;
  }
}
