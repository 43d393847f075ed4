import type { Cure, LogLine, StopSeen } from './programSeen';

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
  /** Why there is none although a definition names one. */
  readonly missingModel?: string;
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
  /** These are all of it. */
  readonly isWhole?: boolean;
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
  /** Its transform job sends nothing but chunks. */
  readonly wantsChunks?: boolean;
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
  | 'list unloaded'
  | 'unload unknown';
