import { readFields } from './protobuf';

/** What BuildKit reports with one trace message: `moby.buildkit.v1.StatusResponse`. */
export interface Trace {
  readonly steps: readonly TraceStep[];
  readonly logs: readonly TraceLog[];
}

export interface TraceStep {
  readonly digest: string;
  /** For example `[2/3] RUN pip install flask`. */
  readonly name: string;
  readonly cached: boolean;
  readonly started: boolean;
  readonly completed: boolean;
  /** '' while nothing went wrong. */
  readonly error: string;
}

export interface TraceLog {
  /** Digest of the step. */
  readonly step: string;
  readonly text: string;
}

/** Read a trace message, which comes as base64 of a protobuf message. */
export function readTrace(base64: string): Trace {
  const steps: TraceStep[] = [];
  const logs: TraceLog[] = [];
  for (const [number, value] of readFields(Buffer.from(base64, 'base64'))) {
    if (typeof value === 'number') continue;
    if (number === 1) steps.push(readStep(value));
    if (number === 3) logs.push(readLog(value));
  }
  return { steps, logs };
}

function readStep(message: Buffer): TraceStep {
  const fields = new Map(readFields(message));
  return {
    digest: text(fields.get(1)),
    name: text(fields.get(3)),
    cached: fields.get(4) === 1,
    started: fields.has(5),
    completed: fields.has(6),
    error: text(fields.get(7)),
  };
}

function readLog(message: Buffer): TraceLog {
  const fields = new Map(readFields(message));
  return { step: text(fields.get(1)), text: text(fields.get(4)) };
}

function text(value: number | Buffer | undefined): string {
  return Buffer.isBuffer(value) ? value.toString() : '';
}
