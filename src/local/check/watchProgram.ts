import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgramSeen, StopSeen } from '../../check/programSeen';
import { AppError } from '../../contract/appError';
import type { ContainerSpec, OutputMount } from '../../contract/containerSpec';
import type { Container, Exit } from '../../engines/engine';
import { givenUp, type CheckBench } from './checkBench';
import { LogReader } from './logReader';
import { lookAtSockets } from './lookAtProcesses';
import { stopAndWatch } from './stopWatch';

/** What of a program is watched beside its log. */
export interface Watch {
  /** Seconds until it is asked to end. */
  readonly stopAfter: number;
  /** Those seconds are counted from its first line. */
  readonly fromFirstLine?: boolean;
  /** Look at what it listens on when its time is over. */
  readonly looksAtSockets?: boolean;
  /** Seconds that it then has. */
  readonly grace: number;
  /** Absolute path of the file with its last words on this machine. */
  readonly message?: string;
  /** Absolute path of the folder of its model on this machine. */
  readonly model?: string;
  /** The folders of its outputs. */
  readonly outputs?: readonly OutputMount[];
}

/** Bytes of a message that are kept. */
const longestMessage = 1024;

/** Run a program to its end, or to the time when it is asked to end, and remove it. */
export async function watchProgram(bench: CheckBench, spec: ContainerSpec, watch: Watch): Promise<ProgramSeen> {
  bench.signal.throwIfAborted();
  const container = await bench.engine.create(spec, bench.signal).catch(startFailureOf);
  if (typeof container === 'string') return { startFailure: container, seconds: 0, log: [] };
  const log = new LogReader(container.output);
  const over = givenUp(bench.signal);
  const timer = new AbortController();
  try {
    await Promise.race([container.start(), over.promise]);
    log.begin();
    const end = await Promise.race([untilOver(container, watch, log, timer), over.promise]);
    await Promise.race([log.done, sleep(2_000), over.promise]);
    const seconds = log.seconds();
    await container.collect();
    return { ...endOf(end), seconds, log: log.lines(), ...(await leftBy(watch)) };
  } catch (error) {
    return { startFailure: startFailureOf(error), seconds: 0, log: log.lines() };
  } finally {
    over.dispose();
    // Its time would keep this process alive after Ctrl-C.
    timer.abort();
    await container.remove();
  }
}

/** Why a program can't be started, as some engines tell when its container is created. @throws any other error */
function startFailureOf(error: unknown): string {
  const isFailure =
    error instanceof AppError && (error.code === 'container.start' || /No command/i.test(error.message));
  if (!isFailure) throw error;
  return error.message;
}

interface End {
  readonly exit?: Exit;
  readonly stop?: StopSeen;
  readonly listening?: readonly string[];
}

async function untilOver(container: Container, watch: Watch, log: LogReader, timer: AbortController): Promise<End> {
  const { stopAfter, grace, fromFirstLine = false, looksAtSockets = false } = watch;
  const exited = container.wait();
  const late = (fromFirstLine ? log.first : Promise.resolve())
    .then(() => sleep(stopAfter * 1000, undefined, { signal: timer.signal }))
    .catch(() => undefined);
  const exit = await Promise.race([exited, late]);
  // Nobody waits any more for a run that was given up.
  if (timer.signal.aborted) return {};
  timer.abort();
  if (exit) return { exit };
  const listening = looksAtSockets ? await lookAtSockets(container) : undefined;
  const stop = await stopAndWatch(container, grace);
  return { stop, exit: await exited, ...(listening && { listening }) };
}

function endOf({ exit, stop, listening }: End): Pick<ProgramSeen, 'exitCode' | 'outOfMemory' | 'stop' | 'listening'> {
  return {
    ...(stop && { stop }),
    ...(listening && { listening }),
    ...(exit && { exitCode: exit.code, outOfMemory: exit.outOfMemory }),
  };
}

async function leftBy({ message, model, outputs = [] }: Watch): Promise<Partial<ProgramSeen>> {
  const bytes = message === undefined ? undefined : await readFile(message).catch(() => undefined);
  const found = await Promise.all(
    outputs.map(async ({ folder, target }) => ({ ...(await filesAndLinks(folder)), target })),
  );
  return {
    ...(found.length > 0 && {
      outputFiles: found.reduce((sum, { files }) => sum + files, 0),
      outputBytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
      emptyOutputs: found.flatMap(({ files, target }) => (files === 0 ? [target] : [])),
      outputLinks: found.flatMap(({ links }) => links),
    }),
    ...(model !== undefined && (await modelIn(model))),
    ...(bytes && messageOf(bytes)),
  };
}

function messageOf(bytes: Buffer): Pick<ProgramSeen, 'message' | 'messageIsText' | 'messageEnd'> {
  const seen = { message: bytes.subarray(0, longestMessage).toString(), messageIsText: isText(bytes) };
  if (bytes.length <= longestMessage) return seen;
  const last = bytes.subarray(-longestMessage).toString().trimEnd().split('\n').at(-1) ?? '';
  return { ...seen, messageEnd: last.trim() };
}

function isText(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    // The decoder's way to say no.
    return false;
  }
}

async function filesIn(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory());
}

async function modelIn(folder: string): Promise<Pick<ProgramSeen, 'modelFiles' | 'modelLinks'>> {
  const { files, links } = await filesAndLinks(folder);
  return { modelFiles: files, ...(links.length > 0 && { modelLinks: links }) };
}

interface FolderSeen {
  /** Number of files, links among them. */
  readonly files: number;
  readonly bytes: number;
  /** Paths of links, relative to the folder. */
  readonly links: readonly string[];
}

async function filesAndLinks(folder: string): Promise<FolderSeen> {
  const entries = await filesIn(folder);
  const sizes = await Promise.all(entries.map(({ parentPath, name }) => lstat(join(parentPath, name))));
  const links = entries.filter((entry) => entry.isSymbolicLink());
  return {
    files: entries.length,
    bytes: sizes.reduce((sum, { size }) => sum + size, 0),
    links: links.map(({ parentPath, name }) => relative(folder, join(parentPath, name))),
  };
}
