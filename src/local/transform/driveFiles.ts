import { setMaxListeners } from 'node:events';
import { AppError } from '../../contract/appError';
import type { Payload } from '../../records/payloads';
import { CallWindow } from './callWindow';
import type { InputFile } from './inputFiles';

/** What goes through the files of a job. */
export interface Drive {
  readonly files: readonly InputFile[];
  /** Calls under way at once, whichever files they are of. */
  readonly concurrency: number;
  /** The requests of a file, in order. @throws AppError for content that can't become one */
  payloads(file: InputFile): AsyncIterable<Payload>;
  /** Make a request. @returns what is stored for it @throws AppError when there is nothing to store */
  call(file: InputFile, payload: Payload, signal: AbortSignal): Promise<readonly Buffer[]>;
  open(file: InputFile): Output;
  /** Told when a file is done, and whenever an answer was stored. */
  told(progress: Progress, done?: FileResult): Promise<void>;
  /** Nothing more is begun. */
  readonly signal: AbortSignal;
}

/** What becomes the output of one file. */
export interface Output {
  /** How much was written to it. */
  readonly bytes: number;
  /** Append; resolves when more may come. @throws the disk's error */
  write(parts: readonly Buffer[]): Promise<void>;
  /** It is whole. @throws the disk's error */
  close(): Promise<void>;
  /** There will be no such output. */
  discard(): Promise<void>;
}

/** What is done so far. */
export interface Progress {
  readonly files: number;
  readonly requests: number;
  readonly records: number;
}

/** What became of one file. */
export interface FileResult {
  readonly file: InputFile;
  readonly requests: number;
  readonly records: number;
  /** Whether it has an output, which is whole. */
  readonly stored: boolean;
  /** Of its output. */
  readonly bytes: number;
  /** Why it has no output; undefined also for one that was not gone through to its end. */
  readonly failure?: AppError;
}

/**
 * Make all requests of all files: as many at once as allowed, across files, and each output in the order of its input (B9). A file with
 * a failed record has no output, and the rest of it is not sent; the others go on.
 * @throws what kept outputs from being written, with everything under way ended
 */
export async function driveFiles(drive: Drive): Promise<readonly FileResult[]> {
  const over = new AbortController();
  const going: Going = {
    drive,
    window: new CallWindow(drive.concurrency),
    progress: { files: 0, requests: 0, records: 0 },
    fault: undefined,
    over,
    signal: AbortSignal.any([drive.signal, over.signal]),
  };
  // Heard by every call under way, of which a job may want more than the ten that Node takes for a leak and warns of.
  setMaxListeners(0, going.signal);
  const finished: Promise<FileResult>[] = [];
  try {
    for (const file of drive.files) {
      if (isOver(going)) break;
      const task = await send(going, file);
      finished.push(task.finished);
    }
  } finally {
    // Nothing is written any more when this function ends.
    await Promise.all(finished);
  }
  if (going.fault) throw going.fault.error;
  return Promise.all(finished);
}

interface Going {
  readonly drive: Drive;
  readonly window: CallWindow;
  readonly progress: { files: number; requests: number; records: number };
  /** What makes it senseless to go on, such as a full disk. */
  fault: { readonly error: unknown } | undefined;
  /** Aborted with the fault: calls under way are given up. */
  readonly over: AbortController;
  readonly signal: AbortSignal;
}

interface FileTask {
  readonly file: InputFile;
  readonly output: Output;
  /** Resolves when all answers so far are written, in order. Never rejects. */
  tail: Promise<void>;
  /** Of the first record, in order, that failed. */
  failure: AppError | undefined;
  /** Some record failed: no use in sending more. */
  doomed: boolean;
  requests: number;
  records: number;
}

function isOver({ signal }: Going): boolean {
  return signal.aborted;
}

/** Send all requests of a file; resolves when the last one is under way, and says then when the file is finished. */
async function send(going: Going, file: InputFile): Promise<{ readonly finished: Promise<FileResult> }> {
  const { drive, window } = going;
  const output = drive.open(file);
  const task: FileTask = {
    file,
    output,
    tail: Promise.resolve(),
    failure: undefined,
    doomed: false,
    requests: 0,
    records: 0,
  };
  try {
    for await (const payload of drive.payloads(file)) {
      const place = window.enter();
      if (place) await place;
      if (task.doomed || isOver(going)) {
        window.leave();
        break;
      }
      task.tail = store(going, task, payload, task.tail);
    }
  } catch (error) {
    // What stands before it in the file failed or was stored first.
    task.tail = task.tail.then(() => {
      fail(going, task, error);
    });
  }
  return { finished: task.tail.then(() => finish(going, task)) };
}

/** Make a request, and store its answer once those before it are. */
async function store(going: Going, task: FileTask, payload: Payload, before: Promise<void>): Promise<void> {
  const { drive, window } = going;
  const { records } = payload;
  let parts: readonly Buffer[] = [];
  let fault: { readonly error: unknown } | undefined;
  try {
    parts = await drive.call(task.file, payload, going.signal);
  } catch (error) {
    fault = { error };
    task.doomed = true;
  }
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  window.answered(bytes);
  await before;
  try {
    if (fault) fail(going, task, fault.error);
    else if (!task.failure && !isOver(going)) {
      await task.output.write(parts);
      task.requests += 1;
      task.records += records;
      going.progress.requests += 1;
      going.progress.records += records;
      await drive.told(going.progress);
    }
  } catch (error) {
    fail(going, task, error);
  } finally {
    window.written(bytes);
  }
}

/** A fault of the data or of the container ends its file, any other ends everything. */
function fail(going: Going, task: FileTask, error: unknown): void {
  task.doomed = true;
  if (error instanceof AppError) task.failure ??= error;
  else {
    going.fault ??= { error };
    going.over.abort();
  }
}

async function finish(going: Going, task: FileTask): Promise<FileResult> {
  const { file, output, requests, records } = task;
  let stored = !task.failure && !isOver(going);
  try {
    if (stored) await output.close();
    else await output.discard();
  } catch (error) {
    stored = false;
    fail(going, task, error);
  }
  const result = {
    file,
    requests,
    records,
    stored,
    bytes: stored ? output.bytes : 0,
    ...(task.failure && { failure: task.failure }),
  };
  if (isOver(going)) return result;
  going.progress.files += 1;
  try {
    await going.drive.told(going.progress, result);
  } catch (error) {
    fail(going, task, error);
  }
  return result;
}
