import type { Variables } from './substitute';

/** Where an instruction stands; zero-based, `character` counts UTF-16 units. */
export interface InstructionPlace {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** One stage of a Dockerfile as far as a plain process can have it: what it copies and how its program is started. */
export interface DockerfileStage {
  /** Name after AS, or empty. */
  readonly name: string;
  /** What FROM names: an image, or an earlier stage that this one continues. */
  readonly base: string;
  readonly environment: Variables;
  /** Absolute. */
  readonly workdir: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly user: string;
  readonly labels: Readonly<Record<string, string>>;
  /** In the order of the Dockerfile, those of an earlier stage that this one continues first. */
  readonly steps: readonly FileStep[];
  /** What its RUNs say, with variables as written. */
  readonly commands: readonly string[];
  /** COPY and ADD of what no build context holds: here documents, addresses. */
  readonly written: readonly string[];
  /** The last instruction of each keyword that the stage has, also of an earlier stage that this one continues. */
  readonly places: Readonly<Record<string, InstructionPlace>>;
  /** What of the stage a plain process can't have, half a sentence each. */
  readonly notReproduced: readonly string[];
}

export type FileStep = CopyStep | ChmodStep;

/** COPY, or ADD of files. */
export interface CopyStep {
  readonly kind: 'copy';
  /** The instruction as written, for messages. */
  readonly text: string;
  /** Where it unpacks an archive, what comes of it is not known. */
  readonly isUnpacked?: true;
  /** Name or number of an earlier stage, or an image; undefined for the build context. */
  readonly from?: string;
  /** Relative to the context, with `*`, `?` and `[]`; absolute when `from` is given. */
  readonly sources: readonly string[];
  /** Absolute; ends with a slash when it must be a folder. */
  readonly target: string;
  /** Octal digits of --chmod; `unknown` where it is written in any other way. */
  readonly mode?: number | 'unknown';
  readonly place: InstructionPlace;
}

/** A `chmod` inside a RUN that makes files executable. */
export interface ChmodStep {
  readonly kind: 'chmod';
  readonly recursive: boolean;
  /** Absolute, with `*`, `?` and `[]`. */
  readonly targets: readonly string[];
}

/** PATH of an image whose Dockerfile sets none. */
export const imagePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
