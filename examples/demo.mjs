/**
 * `npm run demo`: the Car Evaluation example from its data to answered requests, with the command line program as it is
 * shipped. Takes a container engine where one answers and plain processes otherwise. Leaves nothing running, also after
 * Ctrl-C. Exit code: 0, or that of the command that failed; 130 after Ctrl-C.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'car-evaluation');
const cli = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli.js');
/** How long the endpoint may take to stop by itself, in milliseconds. */
const hurry = 5_000;
const onWindows = process.platform === 'win32';

/** The step of the demo failed; its command has said why. */
class StepFailed extends Error {
  /** @param {number} code */
  constructor(code) {
    super(`exit code ${code}`);
    this.code = code;
  }
}

/** What Ctrl-C does to the command that runs now. @type {((signal: NodeJS.Signals) => void) | undefined} */
let interrupt;
let interrupted = false;

/** @param {string} text */
const say = (text = '') => void process.stdout.write(`${text}\n`);

/** @param {string} title */
const section = (title) => say(`\n== ${title} ==`);

/**
 * Run a command of the program and show what it writes.
 * @param {readonly string[]} args
 * @param {{ onLine?: (line: string) => void, mayEnd?: () => boolean, always?: boolean, quiet?: boolean }} [options] `onLine` gets
 * stdout instead of the reader; `mayEnd`: Ctrl-C waits for it; `always`: also after Ctrl-C; `quiet`: don't show the command
 * @returns {Promise<number>} its exit code
 */
async function command(args, { onLine, mayEnd, always = false, quiet = false } = {}) {
  if (interrupted && !always) throw new StepFailed(130);
  if (!quiet) say(`$ sagemaker-containers ${args.join(' ')}`);
  const child = spawn(process.execPath, [cli, '--project', folder, ...args], {
    cwd: folder,
    // A group of its own: Ctrl-C reaches this program, which passes it on once.
    detached: !onWindows,
    windowsHide: true,
    stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit'],
  });
  if (!always) interrupt = (signal) => void killWhen(child, signal, mayEnd);
  if (onLine && child.stdout) createInterface({ input: child.stdout }).on('line', onLine);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    });
  } finally {
    if (!always) interrupt = undefined;
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 * @param {() => boolean} mayEnd
 */
async function killWhen(child, signal, mayEnd = () => true) {
  while (!mayEnd() && child.exitCode === null) await sleep(50);
  child.kill(signal);
}

/** @param {number} code */
function check(code) {
  if (interrupted) throw new StepFailed(130);
  if (code !== 0) throw new StepFailed(code);
}

/** The newest job or endpoint of the example. @returns {Promise<Record<string, any> | undefined>} */
async function newestJob() {
  const lines = [];
  await command(['jobs', '--json'], { onLine: (line) => lines.push(line), always: true, quiet: true });
  return lines.length > 0 ? JSON.parse(lines[0]) : undefined;
}

/** Train; where the container engine can't even get the image ready (no network, say), once more without it. @returns {Promise<string>} the engine */
async function train() {
  const before = await newestJob();
  const code = await command(['run', 'car-evaluation.training-job.json', '--engine', 'auto']);
  const after = await newestJob();
  const job = after?.name === before?.name ? undefined : after;
  const hasRun = job?.transitions.some((/** @type {{ status: string }} */ { status }) => status === 'Training');
  if (code === 0 || interrupted || hasRun || job?.engine === 'process') {
    check(code);
    return job?.engine ?? 'auto';
  }
  say('\nThe container engine could not be used (see above), so the demo goes on without one:');
  say('the same programs run as plain processes on this machine.\n');
  check(await command(['run', 'car-evaluation.training-job.json', '--engine', 'process']));
  return 'process';
}

/** Serve in a process of its own, send the fixtures, stop. @param {string} engine */
async function serveAndAsk(engine) {
  section('2. Serve the model that was just trained');
  let endpoint = '';
  const onLine = (/** @type {string} */ line) => {
    const event = JSON.parse(line);
    endpoint ||= event.job;
    if (event.kind === 'status')
      say([event.status, event.message, event.failureReason, event.url].filter(Boolean).join('  '));
  };
  try {
    const start = ['run', 'car-evaluation.model.json', '--engine', engine, '--detach', '--json'];
    // An endpoint is stopped by its name.
    check(await command(start, { onLine, mayEnd: () => endpoint !== '' }));
    section('3. Ask it: five requests, each with the answer that is expected');
    const fixtures = readdirSync(join(folder, 'fixtures')).filter((name) => name.endsWith('.invocation.json'));
    check(await command(['invoke', ...fixtures.sort().map((name) => `fixtures/${name}`)]));
  } finally {
    const left = await newestJob();
    if (left?.name === endpoint && left.endedAt === undefined) {
      section('4. Stop it');
      // A server that was interrupted while it starts may not listen to SIGTERM yet; asked again, it is killed.
      const again = setTimeout(() => void command(['stop', endpoint], { always: true, quiet: true }), hurry);
      await command(['stop', endpoint], { always: true });
      clearTimeout(again);
    }
  }
}

function showNext() {
  section('Done. What to look at next');
  say(`In the terminal:  cd ${folder}`);
  say(`                  node ${cli} jobs`);
  say('In VS Code:       npm run package');
  say('                  code --install-extension sagemaker-containers.vsix');
  say(`                  code ${folder}`);
  say('                  Open car-evaluation.training-job.json and choose Run above its first line.');
}

async function main() {
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run "npm run build" first, or "npm run demo".');
  section('1. Train a classifier on 1728 cars, exactly as SageMaker would start it');
  await serveAndAsk(await train());
  showNext();
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    interrupted = true;
    say('\nStopping …');
    // Windows tells everybody at once.
    if (!onWindows) interrupt?.(signal);
  });
}
main().catch((error) => {
  if (!(error instanceof StepFailed)) process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof StepFailed ? error.code : 1;
});
