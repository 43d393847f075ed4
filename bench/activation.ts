import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../test/machine/browser';
import { installEditor } from '../test/machine/editorInstall';
import { startEditorServer, workbenchUrl } from '../test/machine/editorServer';
import { installBuilt } from './builtExtension';
import { series, type BenchRun, type Benchmark, type Measure } from './measure';
import { program } from './program';
import { repository } from './repository';

const rounds = 10;
const mostActivate = 10;
const mostRequire = 5;
/** How long an editor may take until the extension is active, in milliseconds. */
const patience = 60_000;

/** What the extension costs an editor that starts. */
export const activation: Benchmark = {
  name: 'activation',
  title: 'The extension in the extension host of a real editor, and its main chunk in plain Node',
  run: measureActivation,
};

async function measureActivation(bench: BenchRun): Promise<readonly Measure[]> {
  bench.say('building the extension');
  await program('npm', ['run', '--silent', 'build'], { cwd: repository });
  const inEditor = await activations(bench);
  const activate = series(inEditor.map((one) => one.activate));
  const load = series(inEditor.map((one) => one.load));
  const plain = series(await requires(bench));
  const bytes = readFileSync(join(repository, 'dist/extension.js')).length;
  return [
    {
      name: 'activate',
      goal: `at most ${mostActivate} ms`,
      met: activate.median <= mostActivate,
      unit: 'ms',
      ours: activate,
    },
    {
      name: 'require',
      goal: `at most ${mostRequire} ms`,
      met: plain.median <= mostRequire,
      unit: 'ms',
      ours: plain,
      facts: { bytes },
    },
    { name: 'load', goal: 'none: the same require inside the editor', met: true, unit: 'ms', ours: load },
  ];
}

/** Times of one start of an extension host, in milliseconds. */
interface Activation {
  /** Reading and running the main chunk. */
  readonly load: number;
  /** `activate()`, until what it returns has resolved. */
  readonly activate: number;
}

/** Open the editor anew for each round: a new extension host activates the extension for the first time. */
async function activations(bench: BenchRun): Promise<readonly Activation[]> {
  bench.say('starting the editor');
  const folders = { userData: join(bench.folder, 'data'), extensions: join(bench.folder, 'extensions') };
  const workspace = join(bench.folder, 'workspace');
  cpSync(join(repository, 'examples'), workspace, { recursive: true });
  const times = join(bench.folder, 'times');
  writeFileSync(times, '');
  measuredExtension(folders.extensions, times);
  const server = await startEditorServer(await installEditor('current'), folders);
  bench.afterwards(() => server.stop());
  const browser = await openBrowser();
  bench.afterwards(() => browser.close());
  const url = workbenchUrl(server.port, { workspace });
  for (let round = 0; round <= rounds; round += 1) await openOnce(browser, url, () => linesOf(times).length > round);
  return linesOf(times)
    .slice(1)
    .map((line) => JSON.parse(line) as Activation);
}

async function openOnce(browser: Browser, url: string, done: () => boolean): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const deadline = Date.now() + patience;
  while (!done()) {
    if (Date.now() > deadline) throw new Error('The extension was not activated.');
    await sleep(100);
  }
  await context.close();
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split('\n').slice(0, -1);
}

/** Install the built extension behind an entry that measures it. */
function measuredExtension(extensions: string, times: string): void {
  const folder = installBuilt(extensions, { main: './measured.js', activationEvents: ['onStartupFinished'] });
  writeFileSync(join(folder, 'measured.js'), measuringEntry(times));
}

function measuringEntry(times: string): string {
  return `
const { appendFileSync } = require('node:fs');
exports.activate = async (context) => {
  const started = performance.now();
  const extension = require('./dist/extension.js');
  const loaded = performance.now();
  const result = await extension.activate(context);
  const times = { load: loaded - started, activate: performance.now() - loaded };
  appendFileSync(${JSON.stringify(times)}, JSON.stringify(times) + '\\n');
  exports.deactivate = extension.deactivate;
  return result;
};
`;
}

/** The main chunk in a fresh Node each time, with something in the place of the `vscode` module that takes anything. */
async function requires(bench: BenchRun): Promise<readonly number[]> {
  const script = join(bench.folder, 'require.cjs');
  const output = join(bench.folder, 'require-time');
  writeFileSync(script, requireScript);
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await program(process.execPath, [script, join(repository, 'dist/extension.js')], { output });
    if (round > 0) times.push(Number(readFileSync(output, 'utf8')));
  }
  return times;
}

const requireScript = `
const Module = require('node:module');
const anything = new Proxy(function () {}, {
  get: (target, name) => (name === 'prototype' ? target.prototype : name === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
  construct: () => ({}),
});
const load = Module._load;
Module._load = (request, ...rest) => (request === 'vscode' ? anything : load(request, ...rest));
const started = performance.now();
require(process.argv[2]);
process.stdout.write(String(performance.now() - started));
`;
