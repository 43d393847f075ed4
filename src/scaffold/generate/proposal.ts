import type { ScaffoldFile } from '../template';

/** What a container is made for. */
export const containerKinds = ['training', 'serving', 'both', 'processing'] as const;

export type ContainerKind = (typeof containerKinds)[number];

/** What somebody decided; what is left out is found out. */
export interface Wishes {
  readonly kind?: ContainerKind;
  /** Answers by key, as `--set` gives them. */
  readonly answers: Readonly<Record<string, string>>;
}

/** What would be written into a folder, and why. */
export interface Proposal {
  readonly kind: ContainerKind;
  /** What was found in the folder, as sentences. */
  readonly found: readonly string[];
  /** What is proposed, and what has to be known of it, as sentences. */
  readonly reasons: readonly string[];
  /** Every answer, given or found, by key. */
  readonly answers: Readonly<Record<string, string>>;
  readonly files: readonly ProposedFile[];
  /** Commands that show the container at work, without the name of the program. */
  readonly steps: readonly string[];
}

/** A file of a proposal. */
export interface ProposedFile {
  readonly file: ScaffoldFile;
  /** What it is for: half a sentence. */
  readonly use: string;
}
