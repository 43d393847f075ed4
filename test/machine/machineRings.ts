/** Entry of the process that runs the rings which need a machine: `machineRings.ts PLAN.json`, written by test/run.ts. */
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../src/contract/appError';
import { importBaseImage } from './baseImage';
import { must, stopChildren } from './child';
import type { Machine } from './machine';
import { leftOnEngine, startEngine, type PrivateEngine } from './privateEngine';
import { needsOf, rings } from './rings';
import { runRing } from './runRing';
import { sum, type RingResult } from './tally';

/** What test/run.ts wants done. */
export interface Plan {
  readonly rings: readonly string[];
  readonly grep: string;
  readonly output: 'inherit' | 'together';
  readonly machine: Machine;
  /** For all that is written and needn't stay. */
  readonly folder: string;
  /** Gets one line of JSON, a `RingResult`, for each ring. */
  readonly results: string;
}

/** What Node, and an editor that was killed at the end of its tests, keep in the folder for temporary files. */
const notOurs = /^(tsx-|node-compile-cache|v8-|vscode-)/;
/** How long an engine may take to remove what was removed, in milliseconds. */
const removalMs = 3_000;

async function main(file: string): Promise<void> {
  const plan = JSON.parse(readFileSync(file, 'utf8')) as Plan;
  if (plan.machine.isolated) await must('ip', ['link', 'set', 'lo', 'up'], { output: 'quiet' });
  const engine = plan.machine.engine === 'private' ? await enginePart(plan) : undefined;
  for (const ring of rings.filter(({ name }) => plan.rings.includes(name))) {
    const temporary = join(plan.folder, 't');
    mkdirSync(temporary, { recursive: true });
    // As the system's own: for every user.
    chmodSync(temporary, 0o1777);
    const { grep, machine, output } = plan;
    const env = { ...process.env, TMPDIR: temporary, ...machine.packages, ...(engine && variablesOf(engine)) };
    const result = await runRing(ring, { grep, machine, env, output });
    const onEngine = engine !== undefined && needsOf(ring).includes('engine') ? await leftAfterAWhile(engine) : [];
    const left = [...leftFiles(temporary), ...onEngine];
    appendFileSync(plan.results, `${JSON.stringify(withLeftovers(result, left))}\n`);
    rmSync(temporary, { recursive: true, force: true });
  }
  await engine?.stop();
}

async function enginePart({ folder, machine }: Plan): Promise<PrivateEngine> {
  const engine = await startEngine(join(folder, 'd'));
  if (machine.baseImage !== undefined) await importBaseImage(engine.socket, machine.baseImage);
  return engine;
}

function variablesOf({ socket }: PrivateEngine): NodeJS.ProcessEnv {
  return { DOCKER_HOST: `unix://${socket}`, SAGEMAKER_CONTAINERS_BUILD_NETWORK: 'host' };
}

async function leftAfterAWhile({ socket }: PrivateEngine): Promise<readonly string[]> {
  const deadline = Date.now() + removalMs;
  for (;;) {
    const left = await leftOnEngine(socket);
    if (left.length === 0 || Date.now() > deadline) return left;
    await sleep(200);
  }
}

function leftFiles(temporary: string): readonly string[] {
  return readdirSync(temporary)
    .filter((name) => !notOurs.test(name))
    .map((name) => `temporary ${name}`);
}

/** That a ring leaves nothing behind is one more test of it. */
function withLeftovers(result: RingResult, left: readonly string[]): RingResult {
  const check =
    left.length === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [`left behind: ${left.join(', ')}`] };
  return { ...result, ...sum([result, { ...check, skipped: [] }]) };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopChildren();
    process.exit(143);
  });
}
main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
});
