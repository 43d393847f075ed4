/**
 * `npm run try-templates [-- WORD]`: make a project of each template in each of its forms, run it on both engines as its README says, check it, and
 * print a table. Takes a quarter of an hour, a Docker engine, pip with an index, a C compiler, and for R Debian and root. Too much for the docker ring,
 * which tries what is cheap. With a word: only the forms whose names begin with it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from '../../machine/cache';
import { must } from '../../machine/child';
import { repository } from '../../machine/repository';
import { templateBase } from '../../machine/templateBase';
import { Scaffolded } from '../local/scaffolded';
import { nameOf, templateCases, type TemplateCase } from './templateCases';
import { buildOn, frameworkBase, rBase, toolkitBase } from './tryBases';
import { sumOf, tried } from './tryOut';

/** Where an image of its own is built on, by the question that asks for it. */
type Base = Readonly<Record<string, string>>;
interface Tried extends TemplateCase {
  readonly base: () => Promise<Base>;
  /** Why plain processes can't have it here. */
  readonly noProcess?: string;
}

const tag = (name: string): string => `try-templates:${name}`;

async function casesOf(): Promise<readonly Tried[]> {
  const context = await templateBase('3.11');
  const copy = async (to: string): Promise<void> => {
    await must('cp', ['-r', `${context}/.`, to], { output: 'quiet' });
  };
  const [, ...lines] = (await must('cat', [join(context, 'Dockerfile')], { output: 'quiet' })).split('\n');
  const packages = await buildOn('python:3.11-slim', tag('packages'), lines.join('\n'), copy);
  const base = () => Promise.resolve({ 'base-image': packages });
  return [
    ...templateCases.map((one) => ({ ...one, base: one.hasOwnBase ? () => Promise.resolve({}) : base })),
    { template: 'inference-server', answers: { server: 'fastapi', streaming: 'no' }, base },
    { template: 'inference-server', answers: { server: 'flask', streaming: 'no' }, base },
    {
      ...{ template: 'training-toolkit', answers: {} },
      base: async () => ({ 'base-image': await toolkitBase(packages, tag('toolkit')) }),
    },
    {
      ...{ template: 'script-mode', answers: {} },
      base: async () => ({ image: await frameworkBase(await toolkitBase(packages, tag('toolkit')), tag('framework')) }),
    },
    {
      ...{ template: 'r', answers: {}, noProcess: 'R is not installed here' },
      base: async () => ({ 'base-image': await rBase(tag('r')) }),
    },
  ];
}

/** Programs and packages that a user of plain processes would have installed, first on PATH. */
async function installHere(folder: string): Promise<void> {
  await must('python3', ['-m', 'venv', folder], { output: 'quiet' });
  const files = ['inference-server/fastapi', 'inference-server/flask', 'training-toolkit/files/image'];
  const wanted = files.flatMap((file) => ['-r', join(repository, 'templates', file, 'requirements.txt')]);
  await must(join(folder, 'bin/pip'), ['install', '--quiet', ...wanted], { output: 'quiet' });
  const serve = ['server/server.py', 'handlers/serve'].map((file) => join(repository, 'templates/parts', file));
  await must('cp', [...serve, join(folder, 'bin')], { output: 'quiet' });
  await must('chmod', ['+x', join(folder, 'bin/serve')], { output: 'quiet' });
  process.env['PATH'] = [join(folder, 'bin'), process.env['PATH'] ?? ''].join(delimiter);
  process.env['VIRTUAL_ENV'] = folder;
}

async function row(one: Tried): Promise<string> {
  const project = await Scaffolded.of(one.template, { ...one.answers, ...(await one.base()) });
  try {
    const run = (engine: 'process' | 'docker') => () => project.run(engine).then(() => 'works');
    const onProcess = one.noProcess ?? (await tried(run('process')));
    const onDocker = await tried(run('docker'));
    const checked = await tried(async () => sumOf(await project.check('docker')));
    return `| ${[nameOf(one), onProcess, onDocker, checked].join(' | ')} |`;
  } finally {
    project.remove();
  }
}

async function main(word = ''): Promise<void> {
  // Not among temporary files: plain processes have a /tmp of their own.
  const environment = mkdtempSync(join(cacheFolder, 'try-templates-'));
  try {
    const cases = (await casesOf()).filter((one) => nameOf(one).startsWith(word));
    await installHere(environment);
    process.stdout.write('| Template | process | docker | check |\n| --- | --- | --- | --- |\n');
    for (const one of cases) {
      const line = await row(one);
      if (line.includes('FAILED')) process.exitCode = 1;
      process.stdout.write(`${line}\n`);
    }
  } finally {
    rmSync(environment, { recursive: true, force: true });
  }
}

void main(process.argv[2]);
