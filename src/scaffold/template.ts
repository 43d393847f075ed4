/** What `template.json` says: the questions of a template, and which files it is made of. */
export interface TemplateManifest {
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly questions: readonly Question[];
  readonly trees: readonly TreeSource[];
  /** What a newcomer reads first: a path of the project, placeholders and all. */
  readonly first: string;
  /** Commands of the command line that show the project at work, in their order, placeholders and all. */
  readonly steps: readonly string[];
}

/** One answer that a template wants. */
export interface Question {
  /** As in `--set key=value` and `{{key}}`. */
  readonly key: string;
  readonly title: string;
  readonly default: string;
  /** The only answers, where there are few. */
  readonly choices?: readonly Choice[];
  /** What the whole answer must match; some plain characters where nothing is said. */
  readonly pattern?: string;
  /** Says what the pattern wants, as a sentence. */
  readonly hint?: string;
}

/** One of a few answers. */
export interface Choice {
  readonly value: string;
  readonly title: string;
}

/** A folder whose files become part of projects. */
export interface TreeSource {
  /** Relative to the template; with a leading slash to the library. */
  readonly from: string;
  /** Folder of the project; its root where nothing is said. */
  readonly to?: string;
  /** Conditions that all must hold, each `key=value` or `key=value|value`. */
  readonly when?: readonly string[];
  /** Names of files to leave out. */
  readonly without?: readonly string[];
  /** Taken as it stands, without placeholders. */
  readonly verbatim?: boolean;
}

/** A file as a template has it. */
export interface TemplateFile {
  /** Relative to the project, with `/`, placeholders and all. */
  readonly path: string;
  /** Where it was read, for messages. */
  readonly source?: string;
  readonly content: string | Uint8Array;
  readonly when: readonly string[];
  readonly verbatim: boolean;
}

/** A template with all that it is made of. */
export interface Template {
  readonly name: string;
  readonly manifest: TemplateManifest;
  readonly files: readonly TemplateFile[];
}

/** A file to be written. Texts have LF only; a program has its executable bits. */
export interface ScaffoldFile {
  /** Relative to the project, with `/`; never leads out of it. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Permission bits. */
  readonly mode: 0o644 | 0o755;
}

/** An answer to every question of a template, by key. */
export type Answers = Readonly<Record<string, string>>;
