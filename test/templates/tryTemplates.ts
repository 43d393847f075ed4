/**
 * `npm run try-templates [-- WORD]`: make a project of each template in each of its forms, run it on both engines as its README says, check it, and
 * print a table. Takes a quarter of an hour and what the ring `templates` needs, with a Docker engine that has the image python:3.11-slim. With a word:
 * only the forms whose names begin with it.
 */
import { randomBytes } from 'node:crypto';
import { Scaffolded } from '../docker/local/scaffolded';
import { sumOf, tried } from '../docker/scaffold/tryOut';
import { preparePackages } from '../machine/packages';
import { enterPython } from './pythonEnvironment';
import { enterR } from './rEnvironment';
import { nameOf, templateCases, type TemplateCase } from './templateCases';
import { TemplateImages } from './templateImages';

/** The forms that are no test of each change, too: a server without answers in parts. */
const cases: readonly TemplateCase[] = [
  ...templateCases,
  ...templateCases
    .filter(({ answers }) => answers['streaming'] === 'yes')
    .map((one) => ({ ...one, answers: { ...one.answers, streaming: 'no' } })),
];

async function row(one: TemplateCase, images: TemplateImages): Promise<string> {
  const base = one.base && { [one.base.key]: await images.of(one.base.image) };
  const project = await Scaffolded.of(one.template, { ...one.answers, ...base });
  try {
    const run = (engine: 'process' | 'docker') => () => project.run(engine).then(() => 'works');
    const onProcess = await tried(run('process'));
    const onDocker = await tried(run('docker'));
    const checked = await tried(async () => sumOf(await project.check('docker')));
    return `| ${[nameOf(one), onProcess, onDocker, checked].join(' | ')} |`;
  } finally {
    project.remove();
  }
}

async function main(word = ''): Promise<void> {
  const say = (what: string): void => void process.stderr.write(`${what}\n`);
  const ready = (_what: string, make: () => Promise<string>) => make();
  Object.assign(process.env, await preparePackages(new Set(['templates']), '3.11', { say, ready }));
  const images = new TemplateImages(randomBytes(4).toString('hex'));
  const environments: (() => void)[] = [];
  try {
    for (const enter of [enterPython, enterR]) environments.push(await enter());
    process.stdout.write('| Template | process | docker | check |\n| --- | --- | --- | --- |\n');
    for (const one of cases.filter((known) => nameOf(known).startsWith(word))) {
      const line = await row(one, images);
      if (line.includes('FAILED')) process.exitCode = 1;
      process.stdout.write(`${line}\n`);
    }
  } finally {
    for (const leave of environments.reverse()) leave();
    await images.remove();
  }
}

void main(process.argv[2]);
