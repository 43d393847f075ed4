import { dirname, join, resolve } from 'node:path';
import packageJson from '../package.json';
import { lazyModelReader } from './archives/lazyModelReader';
import { AppError } from './contract/appError';
import { diskFiles } from './definitions/diskFiles';
import { createDetachedPlatform } from './local/detachedPlatform';
import { chooseEngine } from './local/engineChoice';
import { createLocalPlatform } from './local/localPlatform';
import { findProjectRoot, referenceBoundary, stateFolder } from './local/projectRoot';
import { startDetached, type Handshake } from './local/spawnCli';
import { exitCodes, type App } from './terminal/app';
import { Printer } from './terminal/printer';
import { runProgram } from './terminal/program';
import { errorText } from './terminal/run';

const out = new Printer(process.stdout);
const err = new Printer(process.stderr);
/** Tell the process that detached us what became of the run, once; then forget it. */
function handshake(message: Handshake): void {
  if (process.send && process.connected) {
    process.send(message, () => {
      if (process.connected) process.disconnect();
    });
  }
}

function open(project: string | undefined): App {
  const root = project === undefined ? findProjectRoot(process.cwd()) : resolve(project);
  const region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const cli = { program: __filename, nodeArguments: process.execArgv, root, environment: () => ({}) };
  const platform = createLocalPlatform({
    root,
    region,
    engine: (choice) => chooseEngine(choice, root),
    doctor: async () => (await import('./local/doctor')).doctor(root, (choice) => chooseEngine(choice, root)),
  });
  return {
    platform,
    out,
    err,
    // Beside the bundle's folder, and beside the source's.
    probeFiles: join(__dirname, '..', 'probe'),
    checks: {
      files: diskFiles,
      models: lazyModelReader(),
      style: process.platform === 'win32' ? 'win32' : 'posix',
      projectRootOf: (path) => referenceBoundary(dirname(path), root),
    },
    resume: (job) => platform.resume(job, new AbortController().signal),
    clean: async (ended) => {
      const { clean } = await import('./local/clean');
      const engines = await Promise.allSettled([chooseEngine('docker', root), chooseEngine('process', root)]);
      return clean(
        root,
        engines.flatMap((engine) => (engine.status === 'fulfilled' ? [engine.value] : [])),
        ended,
      );
    },
    detach: (args) => startDetached(cli, args),
    openServer: async (port) => {
      const { openServer } = await import('./server/openServer');
      return openServer({ platform: createDetachedPlatform(cli), account: join(root, stateFolder), region }, port);
    },
    handshake,
  };
}

async function main(): Promise<number> {
  try {
    return await runProgram(process.argv.slice(2), packageJson.version, open);
  } catch (error) {
    const known = error instanceof AppError;
    handshake({
      error: {
        code: known ? error.code : 'unexpected',
        message: known ? error.message : errorText(error),
        action: known ? error.action : 'Please report it.',
      },
    });
    err.line(errorText(error));
    if (!known) err.line(String((error as Error).stack));
    return known && isUsage(error.code) ? exitCodes.usage : exitCodes.failed;
  }
}

/** Codes of errors that the user's files or arguments cause before anything has run. */
function isUsage(code: string): boolean {
  return /^(definition|reference|local|metric|validate)\./.test(code);
}

void main().then(async (code) => {
  await Promise.all([out.end(), err.end()]);
  process.exitCode = code;
});
