/**
 * `npm test`: all rings of tests, or those named, with what they need set up first.
 * Its last line is `N passed, N failed`; its exit code is 0 only when nothing failed and nothing was skipped.
 */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../src/contract/appError';
import { run, stopChildren, typeScript } from './machine/child';
import { prepareMachine, type Machine } from './machine/machine';
import type { Plan } from './machine/machineRings';
import { needsOf, rings, selectRings, type Ring } from './machine/rings';
import { buildAndPackage, runRing } from './machine/runRing';
import { exitCode, report, sum, type RingResult } from './machine/tally';

const usage = `npm test -- [RING…] [options]

  RING…              ${rings.map(({ name }) => name).join(', ')}; all without any
  --grep TEXT        only tests whose title matches
  --use-engine       use this machine's Docker engine instead of starting one (needs the image python:3.11-slim)
  --allow-missing    do not fail when a ring can't run on this machine
  --no-build         test the bundles that are there
`;

interface Options {
  readonly grep: string;
  readonly useEngine: boolean;
  readonly allowMissing: boolean;
  readonly noBuild: boolean;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      grep: { type: 'string', short: 'g', default: '' },
      'use-engine': { type: 'boolean', default: false },
      'allow-missing': { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const options = {
    grep: values.grep,
    useEngine: values['use-engine'],
    allowMissing: values['allow-missing'],
    noBuild: values['no-build'],
  };
  const results = await runAll(selectRings(positionals), options);
  process.stdout.write(`\n${report(results)}\n`);
  return exitCode(results, options.allowMissing);
}

async function runAll(selected: readonly Ring[], options: Options): Promise<readonly RingResult[]> {
  const demanding = selected.filter((ring) => needsOf(ring).length > 0);
  const plain = selected.filter((ring) => needsOf(ring).length === 0);
  // The set-up mostly waits for the network, and many tests for a container: the rings that need neither go on beside.
  const said: string[] = [];
  const say = (what: string): void => void said.push(what);
  const preparing = prepareMachine(demanding, { useEngine: options.useEngine, say }).then(
    (machine) => machine,
    (error: unknown) => new Error(`the set-up failed: ${messageOf(error)}`),
  );
  const plainResults = runPlain(plain, options, demanding.length > 0 ? 'together' : 'inherit');
  if (demanding.length === 0) return plainResults;
  const machine = await preparing;
  process.stdout.write(`\n== set-up ==\n${said.map((line) => `${line}\n`).join('')}`);
  const results =
    machine instanceof Error
      ? demanding.map((ring) => notRun(ring, undefined, [machine.message]))
      : await runDemanding(selected, machine, { ...options, plain: plainResults });
  return [...(await plainResults), ...results];
}

/** @param output `together` where other rings print at the same time */
async function runPlain(
  plain: readonly Ring[],
  { grep }: Options,
  output: 'inherit' | 'together',
): Promise<readonly RingResult[]> {
  const results: RingResult[] = [];
  for (const ring of plain) results.push(await runRing(ring, { grep: ring.kind === 'tests' ? grep : '', output }));
  return results;
}

async function runDemanding(
  selected: readonly Ring[],
  machine: Machine,
  options: Options & { readonly plain: Promise<unknown> },
): Promise<readonly RingResult[]> {
  const demanding = selected.filter((ring) => needsOf(ring).length > 0);
  const able = demanding.filter(({ name }) => machine.missing[name] === undefined);
  const isPackaged = (ring: Ring): boolean => needsOf(ring).includes('bundle');
  const isPatient = (ring: Ring): boolean => machine.isolated && 'isPatient' in ring;
  const run = (some: readonly Ring[], output: Plan['output'] = 'inherit') =>
    some.length > 0 ? runOnMachine(some, machine, { grep: options.grep, output }) : [];
  const early = able.filter((ring) => !isPackaged(ring));
  const [usual, patient] = await Promise.all([
    run(early.filter((ring) => !isPatient(ring))),
    options.plain.then(() => run(early.filter(isPatient), 'together')),
  ]);
  const broken = await bundleFailures(selected, options);
  const late = await run(broken.length === 0 ? able.filter(isPackaged) : []);
  const results = [...usual, ...patient, ...late];
  return demanding.map(
    (ring) =>
      results.find((one) => one.ring === ring.name) ??
      notRun(ring, machine.missing[ring.name], isPackaged(ring) ? broken : []),
  );
}

/** Rings that test the package never test yesterday's: it is built for them unless that was a ring of this run. */
async function bundleFailures(selected: readonly Ring[], { noBuild, grep }: Options): Promise<readonly string[]> {
  const wanted = selected.some((ring) => needsOf(ring).includes('bundle'));
  if (!wanted || noBuild || selected.some(({ kind }) => kind === 'bundle')) return [];
  return sum(await buildAndPackage({ grep })).failures;
}

function notRun({ name }: Ring, missing: string | undefined, broken: readonly string[]): RingResult {
  const result = { ring: name, passed: 0, failures: [], skipped: [], seconds: 0 };
  if (missing !== undefined) return { ...result, skipped: [`all of it: ${missing}`] };
  return { ...result, failures: broken.length > 0 ? broken : ['did not run to its end'] };
}

/** Where the machine allows it, in a network and process space of their own: nothing that a test starts can outlive it. */
async function runOnMachine(
  selected: readonly Ring[],
  machine: Machine,
  { grep, output }: Pick<Plan, 'grep' | 'output'>,
): Promise<readonly RingResult[]> {
  const folder = mkdtempSync(join(tmpdir(), temporaryPrefix()));
  // Tests also run programs as other users.
  chmodSync(folder, 0o755);
  const results = join(folder, 'results');
  const plan: Plan = { rings: selected.map(({ name }) => name), grep, output, machine, folder, results };
  try {
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    const entry = [...typeScript, join(__dirname, 'machine/machineRings.ts'), join(folder, 'plan.json')];
    const apart = ['--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
    await (machine.isolated
      ? run('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...apart, 'tini', '--', process.execPath, ...entry])
      : run(process.execPath, entry));
    const lines = existsSync(results) ? readFileSync(results, 'utf8').trim().split('\n') : [];
    return lines.map((line) => JSON.parse(line) as RingResult);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Also takes away what runs that were killed have left. @returns the start of the name of this run's folder */
function temporaryPrefix(): string {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^smct-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !existsSync(`/proc/${owner}`) && process.platform === 'linux') {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
  return `smct-${process.pid}-`;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stopChildren);
main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 2;
  },
);
