import type { CheckUse, FilePlace } from '../jobs/containerCheck';
import type { Cure, ProgramSeen, TrainingSeen } from './programSeen';
import type { BoundSeen, EmptiedSeen, ModelsSeen, ServingSeen, StartSeen } from './servingSeen';

/** Everything that was seen of a container, as plain data: rules judge this and nothing else. Absent: not looked at, or not reached. */
export interface Observations {
  readonly uses: ReadonlySet<CheckUse>;
  /** Why there were no runs, in a sentence. */
  readonly noRuns?: string;
  /** Why its job was not run as its definition has it, in a sentence. */
  readonly noPlan?: string;
  readonly image?: ImageSeen;
  readonly inside?: InsideSeen;
  /** What the static rules say about the Dockerfile and the definitions. */
  readonly findings: readonly StaticFinding[];
  /** Where the Dockerfile says what is started. */
  readonly start?: FilePlace;
  /** Names of the files of those definitions. */
  readonly definitions?: readonly string[];
  readonly training?: TrainingSeen;
  readonly processing?: ProgramSeen;
  /** What made a processing good that had failed. */
  readonly processingCures?: readonly Cure[];
  readonly serving?: ServingSeen;
  /** Started with SAGEMAKER_BIND_TO_PORT. */
  readonly bound?: BoundSeen;
  /** Started with an empty folder in place of the model that it works with. */
  readonly emptied?: EmptiedSeen;
  /** Started as another user, on a root file system that can't be written. */
  readonly confined?: StartSeen;
  readonly models?: ModelsSeen;
  readonly archive?: ArchiveSeen;
  readonly faults?: readonly FaultSeen[];
}

/** A finding of `validate`. */
export interface StaticFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly action: string;
  readonly place: FilePlace;
}

/** Facts of the image. */
export interface ImageSeen {
  readonly name: string;
  readonly architecture: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly user: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly bytes?: number;
  readonly history?: readonly string[];
  /** Paths of files with keys that its layers hold, also of those that are gone again. */
  readonly copiedKeys?: readonly string[];
  readonly manifest?: string;
}

/** What a shell in the image says. */
export interface InsideSeen {
  /** By name: `train`, `serve`; what else is started by its name or path. */
  readonly programs: Readonly<Record<string, ProgramFile>>;
  /** Absolute paths of files that hold credentials. */
  readonly credentials: readonly string[];
  /** Absolute paths of the GPU driver's own libraries. */
  readonly drivers: readonly string[];
  /** Files of the image below the platform's folders. */
  readonly hidden: readonly string[];
}

/** A program as PATH finds it. */
export interface ProgramFile {
  readonly path: string;
  readonly isExecutable: boolean;
  /** Its first line, with a carriage return when it ends with one. */
  readonly firstLine: string;
}

/** A model archive. */
export interface ArchiveSeen {
  readonly path: string;
  readonly isGzip: boolean;
  readonly entries: readonly string[];
  readonly links: readonly string[];
}

/** A run with something taken away, or why it can't be taken away here, in a sentence. */
export type FaultSeen =
  | {
      readonly fault: Fault;
      readonly run: ProgramSeen;
      /** Seconds after which it began; at the start when absent. */
      readonly after?: number;
      readonly missing?: undefined;
    }
  | { readonly fault: Fault; readonly missing: string };

export type Fault = 'memory' | 'processor' | 'disk' | 'clock';
