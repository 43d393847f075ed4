import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../contract/appError';
import type { Exit } from '../engine';
import { watchGroup } from './groupWatcher';
import { killGroup } from './killProcess';
import type { Launch } from './launcher';
import type { Streams } from './streams';

/** How long a program's view may take to be prepared; a mount can hang on a network that is gone. */
const preparationMs = 30_000;

/** A program that runs or has run. */
export interface RunningProgram {
  /** The program itself, as this machine numbers it. */
  readonly pid: number;
  /** First process of its group: killing the group ends everything that belongs to it. */
  readonly leader: number;
  readonly exit: Promise<Exit>;
  running(): boolean;
}

/**
 * Start a process in a group of its own, and wait until it has become the program.
 * @throws AppError `engine.process` when the way to it failed
 */
export async function spawnProgram(launch: Launch, streams: Streams): Promise<RunningProgram> {
  const [stdout, stderr] = streams.writers ?? ['pipe' as const, 'pipe' as const];
  const child = spawn(launch.command, launch.arguments, {
    cwd: launch.workdir,
    env: launch.environment,
    // A Ctrl-C in the terminal is for us; the program is stopped by us.
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', stdout, stderr, launch.handshake ? 'pipe' : 'ignore'],
  });
  const exit = exitOf(child);
  streams.closeWriters();
  if (child.stdout && child.stderr) streams.connect(child.stdout, child.stderr);
  await spawned(child, launch.command);
  const leader = child.pid ?? 0;
  const running = () => child.exitCode === null && child.signalCode === null;
  if (!launch.handshake) return { pid: leader, leader, exit: endGroup(leader, exit), running };
  try {
    const pid = await handshake(child.stdio[3] as Readable, exit);
    return { pid, leader, exit, running };
  } catch (error) {
    killGroup(leader);
    throw error;
  }
}

/** Where no namespace holds a program's processes together, its group does. */
function endGroup(leader: number, exit: Promise<Exit>): Promise<Exit> {
  const unwatch = process.platform === 'win32' ? () => undefined : watchGroup(leader);
  return exit.finally(() => {
    unwatch();
    killGroup(leader);
  });
}

function spawned(child: ChildProcess, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => {
      reject(
        new AppError(
          'engine.process',
          `${command} can not be started: ${cause.message}.`,
          'Start a container engine, or run "sagemaker-containers doctor".',
          { cause },
        ),
      );
    });
  });
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), outOfMemory: false });
    });
  });
}

/** Read what the preparation says until it says `ready`. @returns the program's process id */
async function handshake(stream: Readable, exit: Promise<Exit>): Promise<number> {
  let text = '';
  const ready = new Promise<boolean>((resolve) => {
    stream.on('data', (data: Buffer) => {
      text += data.toString();
      if (/^ready$/m.test(text)) resolve(true);
    });
    stream.on('close', () => resolve(false)).on('error', () => resolve(false));
  });
  const patience = new AbortController();
  const late = delay(preparationMs, false, { signal: patience.signal }).catch(() => false);
  const isReady = await Promise.race([ready, exit.then(() => ready), late]);
  patience.abort();
  stream.destroy();
  const pid = /^pid (\d+)$/m.exec(text)?.[1];
  if (isReady && pid !== undefined) return Number(pid);
  const said = text
    .replace(/^pid \d+\n/, '')
    .trim()
    .replace(/\s+/g, ' ');
  throw new AppError(
    'engine.process',
    `The program's view of /opt/ml could not be prepared: ${said || 'nothing was said'}.`,
    'Start a container engine, or run "sagemaker-containers doctor".',
  );
}
