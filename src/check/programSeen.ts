import type { metricReader } from '../jobs/metricReader';

/** A line of a log with the seconds since the start. */
export interface LogLine {
  readonly at: number;
  readonly text: string;
}

/** A run of a program that comes to an end by itself. */
export interface ProgramSeen {
  /** Why it could not be started, in the engine's words. */
  readonly startFailure?: string;
  /** Absent for a program that was cut off. */
  readonly exitCode?: number;
  readonly outOfMemory?: boolean;
  readonly seconds: number;
  readonly log: readonly LogLine[];
  /** Number of files in the folder of the model. */
  readonly modelFiles?: number;
  /** Paths of symbolic links in the folder of the model, relative to it. */
  readonly modelLinks?: readonly string[];
  /** Content of `/opt/ml/output/failure`; for processing that of `message`. */
  readonly message?: string;
  readonly messageIsText?: boolean;
  /** The last line of that file where it is longer than what anybody gets to see. */
  readonly messageEnd?: string;
  /** Number of files in the folders of its outputs; absent where it has none. */
  readonly outputFiles?: number;
  /** Size of all those files. */
  readonly outputBytes?: number;
  /** Paths of those folders in the container that hold no file. */
  readonly emptyOutputs?: readonly string[];
  /** Paths of symbolic links in these folders, relative to each. */
  readonly outputLinks?: readonly string[];
  /** How it was asked to end. */
  readonly stop?: StopSeen;
  /** Addresses that it listened on when its time was over, `0.0.0.0:8080`; absent where nobody looked. */
  readonly listening?: readonly string[];
}

/** What came of SIGTERM. */
export interface StopSeen {
  /** Seconds from the signal to the end. */
  readonly seconds: number;
  /** Seconds after which it was killed. */
  readonly grace: number;
  /** It had not ended by then. */
  readonly wasKilled: boolean;
  /** Name of the container's first process; undefined when nobody could look. */
  readonly first?: string;
  /** Whether the first process handles SIGTERM, or takes it in another way than by default. */
  readonly catches?: boolean;
  /** The first process has asked not to get SIGTERM at all. */
  readonly ignores?: boolean;
  /** Names of the other processes that stay: what a script runs for a moment is not among them. */
  readonly children: readonly string[];
  /** Whether its JVMs were told how many processors there are; absent where none ran. */
  readonly jvm?: 'told' | 'untold';
  /** Seconds that its Gunicorn was told to give a worker; absent where nothing was said. */
  readonly workerSeconds?: number;
}

/** Training: the job as its definition has it, and the same with one thing changed. */
export interface TrainingSeen {
  readonly plain: ProgramSeen;
  /** A definition says which data and hyperparameters it takes. */
  readonly isDefined: boolean;
  /** Names of its channels. */
  readonly channels: readonly string[];
  /** Its instance has a GPU, which no container gets here. */
  readonly wantsGpu?: boolean;
  /** Some of them come in FastFile mode, which nobody can write to. */
  readonly isFastFile?: boolean;
  /** MetricDefinitions of the definition. */
  readonly metrics?: Parameters<typeof metricReader>[0];
  /** With text hyperparameters in the other encoding; `how` is what they looked like. */
  readonly encoded?: { readonly how: string; readonly run: ProgramSeen };
  /** Without hyperparameters and data. */
  readonly bare?: ProgramSeen;
  /** With PYTHONUNBUFFERED=1. */
  readonly unbuffered?: ProgramSeen;
  /** Asked to end while it ran. */
  readonly stopped?: ProgramSeen;
  /** What made a run good that had failed, one change each. */
  readonly cures: readonly Cure[];
}

/** A change that makes a failing run good; its rule is what was wrong. */
export interface Cure {
  readonly rule: string;
  /** The change, for example `as root`. */
  readonly change: string;
}
