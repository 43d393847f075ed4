import type { CheckUse } from '../jobs/containerCheck';
import type { metricReader } from '../jobs/metricReader';

/** Everything that was seen of a container, as plain data: rules judge this and nothing else. Absent: not looked at, or not reached. */
export interface Observations {
  readonly uses: ReadonlySet<CheckUse>;
  /** Why there were no runs, in a sentence. */
  readonly noRuns?: string;
  readonly image?: ImageSeen;
  readonly inside?: InsideSeen;
  /** What the static rules say about the Dockerfile and the definitions. */
  readonly findings: readonly StaticFinding[];
  /** Names of the files of those definitions. */
  readonly definitions?: readonly string[];
  readonly training?: TrainingSeen;
  readonly processing?: ProgramSeen;
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
  /** `Dockerfile:3`. */
  readonly place: string;
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
  readonly manifest?: string;
}

/** What a shell in the image says. */
export interface InsideSeen {
  /** By name: `train`, `serve`. */
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

/** A server from its start to its first good ping, or to its failure. */
export interface StartSeen {
  readonly startFailure?: string;
  readonly exit?: { readonly code: number; readonly outOfMemory: boolean };
  /** Seconds to the first 200; absent when there was none. */
  readonly healthyAfter?: number;
  /** How long it was waited for. */
  readonly waited: number;
  /** What the last ping gave: `200`, `404`, `connection refused`, `no answer within 2 s`. */
  readonly lastPing: string;
  /** Addresses that something in the container listens on, `127.0.0.1:8080`; undefined when nobody could look. */
  readonly listening?: readonly string[];
  /** The port that it was called on. */
  readonly port: number;
  readonly log: readonly LogLine[];
}

/** A server on another port than 8080. */
export interface BoundSeen extends StartSeen {
  /** First and last of the further ports that it may use (I21). */
  readonly safePorts: readonly [first: number, last: number];
}

/** A server without the files of its model. */
export interface EmptiedSeen {
  readonly start: StartSeen;
  /** What it answered to the request that it answers with its model; absent where it did not get healthy. */
  readonly answer?: CallSeen;
}

/** A server and what it answered. */
export interface ServingSeen {
  /** Without a way to any network. */
  readonly isolated: StartSeen;
  /** With one, where it did not get healthy without. */
  readonly open?: StartSeen;
  readonly hasModel: boolean;
  readonly cures: readonly Cure[];
  readonly calls?: CallsSeen;
  readonly stop?: StopSeen;
}

/** One answer. */
export interface CallSeen {
  /** 0 without an answer. */
  readonly status: number;
  readonly contentType: string;
  readonly milliseconds: number;
  /** Its first characters. */
  readonly body: string;
  /** Milliseconds by which this machine itself was late meanwhile, as far as it was watched. */
  readonly lagMs?: number;
  /** Why there was no answer. */
  readonly failure?: string;
}

/** The answer to a request that the server may not understand. */
export interface TriedCall extends CallSeen {
  /** Its content type. */
  readonly sent: string;
  /** No fixture says that the server takes it. */
  readonly isMadeUp?: boolean;
}

/** What a healthy server was asked. */
export interface CallsSeen {
  readonly ping: CallSeen;
  /** Milliseconds until it took a connection. */
  readonly connectMs: number;
  /** A request that it answers with 200; undefined when none was found. */
  readonly good?: {
    readonly contentType: string;
    readonly accept?: string;
    readonly from: string;
    readonly answer: CallSeen;
  };
  /** The answers to the requests that were tried, by content type. */
  readonly tried: readonly TriedCall[];
  readonly withCharset?: CallSeen;
  readonly withoutAccept?: CallSeen;
  /** On a connection that stays open. */
  readonly kept?: KeptSeen;
  /** With all the headers that the platform hands on (I9). */
  readonly withHeaders?: CallSeen;
  /** With a pause in the middle of its body. */
  readonly inPieces?: CallSeen;
  /** As large as a body may be, nearly. */
  readonly large?: CallSeen;
  /** Bytes of that body. */
  readonly largeBytes?: number;
  /** Milliseconds that an answer may take. */
  readonly answerLimitMs?: number;
  readonly chunked?: CallSeen;
  readonly strange?: StrangeSeen;
  readonly parameters: CallSeen;
  /** The slowest ping and connection while a single request, and then several, were under way. */
  readonly load?: LoadSeen;
  /** A request that was under way when SIGTERM came; undefined where answers are too quick for that. */
  readonly whileStopping?: CallSeen;
}

/** What came of two requests on one connection, as the platform keeps some open. */
export interface KeptSeen {
  /** The answer to the request that it understands. */
  readonly answer: CallSeen;
  /** GET /ping after it; on a connection of its own where the server has closed the first one. */
  readonly ping: CallSeen;
  /** Bytes that came behind the end of the first answer, before anything else was asked. */
  readonly strayBytes: number;
}

/** What came of requests that no server understands; the last ones that it gets. */
export interface StrangeSeen {
  readonly answers: readonly TriedCall[];
  /** GET /ping after them. */
  readonly ping: CallSeen;
}

/** How a server behaves while it works. */
export interface LoadSeen {
  readonly callers: number;
  readonly answers: readonly CallSeen[];
  /** Slowest ping while one request was under way. */
  readonly pingWithOne: CallSeen;
  /** Slowest ping while `callers` were. */
  readonly pingWithSeveral: CallSeen;
  readonly slowestConnectMs: number;
  /** Milliseconds by which this machine itself was late meanwhile. */
  readonly lagMs?: number;
}

/** A multi-model container. */
export interface ModelsSeen {
  readonly start: StartSeen;
  /** Answers by step; those behind a step that was not reached are absent. */
  readonly steps: Readonly<Partial<Record<ModelStep, CallSeen>>>;
  /** There was a model to load. */
  readonly hasModel: boolean;
  /** Absent where its model is too small, or too large, to fill a memory with. */
  readonly crowd?: CrowdSeen;
}

/** What came of more models than the memory of a container holds. */
export interface CrowdSeen {
  readonly memoryBytes: number;
  /** Number of models that it took. */
  readonly loaded: number;
  /** The answer to the last one. */
  readonly last: CallSeen;
  /** The last one again, after 507 and with another one unloaded. */
  readonly again?: CallSeen;
  readonly exit?: { readonly code: number; readonly outOfMemory: boolean };
}

export type ModelStep =
  | 'list'
  | 'load'
  | 'load again'
  | 'list loaded'
  | 'describe'
  | 'invoke'
  | 'invoke unknown'
  | 'unload'
  | 'describe unloaded'
  | 'unload unknown';

/** A model archive. */
export interface ArchiveSeen {
  readonly path: string;
  readonly isGzip: boolean;
  readonly entries: readonly string[];
  readonly links: readonly string[];
}

/** A run with something taken away. */
export interface FaultSeen {
  readonly fault: 'memory' | 'processor';
  readonly amount: string;
  readonly run: ProgramSeen;
}
