import { dirname, join, resolve } from 'node:path';
import packageJson from '../package.json';
import { lazyModelReader } from './archives/lazyModelReader';
import { AppError } from './contract/appError';
import { diskFiles } from './definitions/diskFiles';
import { findProjectRoot, referenceBoundary, rootOfNamed } from './local/projectRoot';
import type { Handshake } from './local/spawnCli';
import { exitCodes, type App, type CheckApp } from './terminal/app';
import { Printer } from './terminal/printer';
import { runProgram } from './terminal/program';
import { errorText } from './terminal/errorText';
import type { CheckContext } from './validation/files/fileJudge';

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

const shipped = join(__dirname, '..');

/** What checks of files need: little, since they are run on every save and commit. */
function openChecks(project: string | undefined): CheckApp {
  const root = rootOf(project);
  return {
    out,
    err,
    // Beside the bundle's folder, and beside the source's.
    templates: { folder: join(shipped, 'templates'), root: shipped },
    checks: checksFrom(root),
    checksIn: (folder) => checksFrom(rootOfNamed(folder, root)),
  };
}

function checksFrom(root: string): CheckContext {
  return {
    files: diskFiles,
    models: lazyModelReader(),
    style: process.platform === 'win32' ? 'win32' : 'posix',
    projectRootOf: (path) => referenceBoundary(dirname(path), root),
  };
}

async function open(project: string | undefined): Promise<App> {
  const { openLocalApp } = await import('./localApp');
  return openLocalApp(rootOf(project), { ...openChecks(project), handshake, program: __filename });
}

function rootOf(project: string | undefined): string {
  return project === undefined ? findProjectRoot(process.cwd()) : resolve(project);
}

async function main(): Promise<number> {
  try {
    return await runProgram(process.argv.slice(2), packageJson.version, { open, openChecks });
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
  return /^(definition|reference|local|metric|validate|schema|scaffold|check|terminal)\.|^aws\.(field|confirm)$/.test(
    code,
  );
}

void main().then(async (code) => {
  await Promise.all([out.end(), err.end()]);
  process.exitCode = code;
});
