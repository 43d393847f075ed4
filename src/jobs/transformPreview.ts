/** What a preview of a transform job says, in this order: the parameters, the requests and the end of each file, the sums. */
export type TransformPreview = PreviewedParameters | PreviewedRequest | PreviewedFile | PreviewedSums;

/** How requests would be made. */
export interface PreviewedParameters {
  readonly kind: 'parameters';
  readonly maxConcurrentTransforms: number;
  /** In units of 1024 * 1024 bytes; 0 for bodies of any length. */
  readonly maxPayloadInMB: number;
  readonly batchStrategy: 'SingleRecord' | 'MultiRecord';
  readonly splitType: string;
  /** What the preview can't know, a sentence each. */
  readonly notes: readonly string[];
}

/** One request that would be made. */
export interface PreviewedRequest {
  readonly kind: 'request';
  /** Path of its file below the prefix, with slashes. */
  readonly file: string;
  /** Its number in the file, from 0. */
  readonly index: number;
  readonly method: 'POST';
  readonly path: '/invocations';
  /** Lower-case names; `content-length` among them, or `transfer-encoding` where a body is sent in chunks. */
  readonly headers: Readonly<Record<string, string>>;
  /** Number of its first record in the file, from 1. */
  readonly firstRecord: number;
  readonly records: number;
  /** Of the body. */
  readonly bytes: number;
  /** Base64; only where bodies are asked for. */
  readonly body?: string;
}

/** One file at its end. */
export interface PreviewedFile {
  readonly kind: 'file';
  readonly file: string;
  /** Path of its output below the output folder. */
  readonly output: string;
  readonly requests: number;
  readonly records: number;
  readonly bytes: number;
  /** What would make the file fail, found without sending anything; what follows it in the file isn't counted. */
  readonly problem?: string;
}

/** All files together. */
export interface PreviewedSums {
  readonly kind: 'sums';
  readonly files: number;
  readonly requests: number;
  readonly records: number;
  readonly bytes: number;
  /** How many files would fail. */
  readonly problems: number;
}

/** How much of a preview is given. */
export interface PreviewOptions {
  /** At most so many requests are given; all are counted. */
  readonly limit?: number;
  /** Give the bodies too. */
  readonly bodies?: boolean;
}
