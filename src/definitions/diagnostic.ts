/** Something to say about a place in a file: the same in the editor, in the terminal and before a run. */
export interface Diagnostic {
  /** Rule id of the SageMaker contract (`L8`, `T58`), or `family.what` for what is not a rule of the service. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** One sentence: what is wrong, and where in the request. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly action?: string;
  readonly range: Range;
  readonly source: 'sagemaker';
  /** Text that would replace `range` to repair it, when there is one good guess. */
  readonly replacement?: string;
  /** Other ways to repair it, the best first. */
  readonly fixes?: readonly Fix[];
  /** Other places that it is about, also in other files. */
  readonly related?: readonly RelatedPlace[];
}

/** A place that explains what was found elsewhere. */
export interface RelatedPlace {
  /** Absolute. */
  readonly path: string;
  readonly range: Range;
  /** One sentence: what stands there. */
  readonly message: string;
}

/** A change of the file that repairs what was found. */
export interface Fix {
  /** Imperative, without a full stop. */
  readonly title: string;
  /** They don't overlap. */
  readonly edits: readonly { readonly range: Range; readonly text: string }[];
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Zero-based; `character` counts UTF-16 code units, as in the language server protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}
