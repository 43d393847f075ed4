/** What a container is checked for. */
export const checkUses = [
  'training',
  'realtime',
  'pipeline',
  'multi-model',
  'serverless',
  'batch',
  'processing',
  'marketplace',
] as const;

export type CheckUse = (typeof checkUses)[number];

/** A container to check. */
export interface CheckRequest {
  /** Absolute path of a definition, a Dockerfile or a folder; or the name of an image. */
  readonly target: string;
  /** What for; found out from the definitions around it when absent. */
  readonly uses?: readonly CheckUse[];
  /** Ids of rules; all when absent. */
  readonly only?: readonly string[];
  readonly engine?: 'auto' | 'docker' | 'process';
  /** How long one run may take to come to its point, in seconds. */
  readonly patience?: number;
  /** Also take memory, processor time and a quick disk away, and set the clock back, to see what comes of it. */
  readonly faults?: boolean;
}

/**
 * `fail`: it will not work on the platform; `warning`: it works, but not everywhere, or not well; `not applicable`: the rule is about
 * something else; `not observable`: it is, but this run could not tell.
 */
export type CheckVerdict = 'pass' | 'fail' | 'warning' | 'not applicable' | 'not observable';

/** A line of a file of the project. */
export interface FilePlace {
  /** Absolute path. */
  readonly file: string;
  /** The first is 1. */
  readonly line: number;
}

/** One rule and how a container stands to it. */
export interface CheckedRule {
  /** The container, for people: a folder's or an image's name. */
  readonly container: string;
  readonly rule: string;
  readonly title: string;
  readonly verdict: CheckVerdict;
  /** What was seen, or why nothing was, in a sentence. */
  readonly because: string;
  /** Lines of logs, times, values. */
  readonly evidence: readonly string[];
  /** Where its cause stands, for one that is not kept, as far as the files show it; the best first. */
  readonly places: readonly FilePlace[];
  /** Why it matters on the platform. */
  readonly why: string;
  readonly fix: string;
  /** Path of the rule's page in this repository. */
  readonly page: string;
}

/** What a check says while it goes on; `end` comes last. */
export type CheckEvent =
  | { readonly kind: 'progress'; readonly container: string; readonly message: string }
  | ({ readonly kind: 'rule' } & CheckedRule)
  | {
      readonly kind: 'end';
      readonly uses: Readonly<Record<string, readonly CheckUse[]>>;
      readonly engine: string;
      /** Why containers could not be run, and only their files were judged, one sentence each. */
      readonly undone?: readonly string[];
    };
