import assert from 'node:assert/strict';
import type { CheckUse, CheckVerdict } from '../../src/jobs/containerCheck';

export type TextChange = readonly [from: string | RegExp, to: string];

/** A container that is wrong in one way. */
export interface BrokenContainer {
  /** The one rule that a check names. */
  readonly rule: string;
  readonly what: string;
  readonly verdict: Extract<CheckVerdict, 'fail' | 'warning'>;
  readonly use: CheckUse;
  /** Instructions of its Dockerfile, the last ones. */
  readonly dockerfile?: string;
  /** Changes in the text of the good program: what is there, and what is written instead. */
  readonly changes?: readonly TextChange[];
  /** A program in place of the good one. */
  readonly program?: string;
  readonly mode?: number;
  /** Further files, by their path from the Dockerfile. */
  readonly files?: Readonly<Record<string, string>>;
  /** A hyperparameter that is text: it is trained with once more, in the other encoding. */
  readonly text?: string;
  /** Regular expression of a metric. */
  readonly metric?: string;
  /** The same in the text of its definition, which is JSON with two blanks for a step. */
  readonly definition?: readonly TextChange[];
  /** What the model is packed from, for a definition with a ModelDataUrl. */
  readonly model?: 'file' | 'link' | 'large';
  /** Seconds that one run may take. */
  readonly patience?: number;
  /** It is broken only where something is taken away. */
  readonly faults?: boolean;
  /** It is waited for as long as the platform would. */
  readonly isSlow?: boolean;
}

/** In a Dockerfile: the container listens where SAGEMAKER_BIND_TO_PORT says. */
export const portLabel = 'LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true';
/** The line of the good server before which it may do something at its start. */
export const loadModel = 'server = ThreadingHTTPServer';

/** A text with changes, each of which must find its place. */
export function changed(text: string, changes: readonly TextChange[]): string {
  return changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    assert.notEqual(after, before, `nothing to change at ${String(from)}`);
    return after;
  }, text);
}
