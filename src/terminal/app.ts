import type { JobEvent } from '../jobs/jobEvent';
import type { EngineChoice, Jobs, Platform } from '../jobs/platform';
import type { Aws } from '../jobs/submission';
import type { TemplateLibrary } from '../scaffold/templateLibrary';
import type { CheckContext } from '../validation/files/fileJudge';
import type { Printer } from './printer';

/** What commands work with that only look at files. */
export interface CheckApp {
  /** Container output and results. */
  readonly out: Printer;
  /** Everything that is said about it. */
  readonly err: Printer;
  /** What checks of files know of this machine. */
  readonly checks: CheckContext;
  /** The same for the files of a folder that was named; absolute. */
  checksIn(folder: string): CheckContext;
  /** The templates that come with the program. */
  readonly templates: TemplateLibrary;
}

/** What the commands of the terminal work with; `cli.ts` puts it together. */
export interface App extends CheckApp {
  readonly platform: Platform;
  /** The jobs that a command is about. */
  readonly jobs: Jobs;
  readonly aws: Aws;
  /** Take over a job whose owner is gone. */
  resume(job: string): AsyncIterable<JobEvent>;
  /** Speak AWS's protocols on a port of 127.0.0.1. @throws AppError `port.taken` */
  openServer(options: ServerOptions): Promise<{ readonly url: string; close: () => Promise<void> }>;
  /** Absolute path of the folder with the probe's container and definitions. */
  readonly probeFiles: string;
  /** Remove leftovers; with `ended` also the folders of jobs that have ended. Gives a line for each thing removed. */
  clean(ended: boolean): Promise<readonly string[]>;
  /** Start this program again with other arguments, in a process that outlives this one; gives the job's name. */
  detach(args: readonly string[]): Promise<string>;
  /** Tell the process that detached this one what became of it; nothing when nobody did. */
  handshake(
    message:
      | { readonly job: string }
      | { readonly error: { readonly code: string; readonly message: string; readonly action: string } },
  ): void;
}

/** Options of `run`. */
export interface RunOptions {
  readonly engine: EngineChoice;
  readonly port?: number;
  readonly containerProfile?: string;
  readonly json?: boolean;
  readonly detach?: boolean;
}

/** Options of `server`. */
export interface ServerOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly engine: EngineChoice;
  /** Whether tests may make calls of it fail. */
  readonly faults: boolean;
}

/** Exit codes of this program. */
export const exitCodes = {
  /** Completed; an endpoint that was stopped; all expectations met. */
  ok: 0,
  /** A job or endpoint failed, an expectation was not met, something could not be done. */
  failed: 1,
  /** Wrong usage or a bad definition. */
  usage: 2,
  /** A job was stopped, or ran out of its time. */
  stopped: 3,
} as const;
