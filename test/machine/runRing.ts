import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run, typeScript, type RunOptions } from './child';
import { editorVariable, editorVersionVariable } from './editorVariables';
import type { Machine } from './machine';
import { repository } from './repository';
import type { HostRing, Ring } from './rings';
import { refuseEmpty, sum, type Counts, type RingResult } from './tally';

/** No ring may take longer, in milliseconds. */
const ringTimeoutMs = 25 * 60_000;
/** The packaged extension. */
export const packageFile = join(repository, 'sagemaker-containers.vsix');

export interface RingContext {
  /** Run only tests whose title matches; empty for all. */
  readonly grep: string;
  /** Absent for rings that need nothing but Node. */
  readonly machine?: Machine;
  readonly env?: NodeJS.ProcessEnv;
  /** As of `run`. */
  readonly output?: RunOptions['output'];
}

/** Run one ring, showing what it prints. Never throws: what goes wrong is a failure of the ring. */
export async function runRing(ring: Ring, context: RingContext): Promise<RingResult> {
  const isAlone = context.output !== 'together';
  if (isAlone) process.stdout.write(`\n== ${ring.name}: ${ring.title} ==\n`);
  const started = performance.now();
  const counts = await countsOf(ring, context).catch((error: unknown) => failed(String(error)));
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`== ${ring.name}: ${seconds.toFixed(1)} s ==\n`);
  return { ring: ring.name, ...refuseEmpty(counts), seconds };
}

function failed(...failures: readonly string[]): Counts {
  return { passed: 0, failures, skipped: [] };
}

async function countsOf(ring: Ring, context: RingContext): Promise<Counts> {
  switch (ring.kind) {
    case 'command':
      return check(ring.title, ring.arguments, context);
    case 'bundle':
      return bundle(ring.folder, context);
    case 'tests':
      return mocha(ring.folder, withEditor(ring, context));
    case 'host':
      return host(ring, withEditor(ring, context));
  }
}

async function bundle(folder: string, context: RingContext): Promise<Counts> {
  const built = sum(await buildAndPackage(context));
  return built.failures.length > 0 ? built : sum([built, await mocha(folder, context)]);
}

/** Build and package as `npm run build` and `npm run package` do. */
export async function buildAndPackage(context: RingContext): Promise<readonly Counts[]> {
  rmSync(packageFile, { force: true });
  const build = ['webpack/bin/webpack.js', '--mode', 'production', '--fail-on-warnings'];
  const pack = [
    '@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    packageFile,
  ];
  const built = await check('Build', build, context);
  return built.failures.length > 0 ? [built] : [built, await check('Package', pack, context)];
}

/** A program of node_modules as one test. */
async function check(title: string, [file = '', ...args]: readonly string[], context: RingContext): Promise<Counts> {
  const code = await run(process.execPath, [join(repository, 'node_modules', file), ...args], optionsOf(context));
  return code === 0 ? { passed: 1, failures: [], skipped: [] } : failed(`${title}: ended with ${code}`);
}

function mocha(folder: string, context: RingContext): Promise<Counts> {
  const root = join(repository, 'test', folder);
  const files = existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [];
  const tests = files.filter((file) => file.endsWith('.test.ts')).sort();
  return tests.length === 0
    ? Promise.resolve(failed())
    : counted(folder, context, (counts) => [
        'test/machine/mochaProcess.ts',
        counts,
        context.grep,
        ...tests.map((file) => join(root, file)),
      ]);
}

function host(ring: HostRing, context: RingContext): Promise<Counts> {
  const candidates = ['test/fixtures/workspace', 'examples'].map((folder) => join(repository, folder));
  const workspace = candidates.find((folder) => existsSync(folder)) ?? repository;
  return counted(ring.name, context, (counts) => [
    ...['test/machine/hostProcess.ts', counts, context.grep],
    ...[packageFile, workspace],
  ]);
}

/** Runs one of our processes that write counts; one that ends badly without a failed test is a failure of its own. */
async function counted(
  name: string,
  context: RingContext,
  args: (counts: string) => readonly string[],
): Promise<Counts> {
  const file = join(repository, 'out', 'counts', `${name}.json`);
  mkdirSync(join(file, '..'), { recursive: true });
  rmSync(file, { force: true });
  const code = await run(process.execPath, [...typeScript, ...args(file)], optionsOf(context));
  const counts = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Counts) : failed();
  return code === 0 || counts.failures.length > 0
    ? counts
    : sum([counts, failed(code === 124 ? 'did not end in time' : `ended with ${code}`)]);
}

function optionsOf({ env = process.env, output = 'inherit' }: RingContext): RunOptions {
  return { cwd: repository, env, timeoutMs: ringTimeoutMs, output };
}

function withEditor(ring: Ring, context: RingContext): RingContext {
  const editor = context.machine?.editors[ring.name];
  const version = ring.kind === 'host' && ring.editor !== 'current' ? ring.editor : 'stable';
  const variables = editor ? { [editorVariable]: JSON.stringify(editor) } : { [editorVersionVariable]: version };
  return { ...context, env: { ...(context.env ?? process.env), ...variables } };
}
