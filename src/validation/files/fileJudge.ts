import type { Diagnostic } from '../../definitions/diagnostic';
import type { FileReader } from '../../definitions/fileReader';
import type { ModelReader } from '../../definitions/modelReader';
import type { PathStyle } from '../../definitions/fileReference';
import type { PythonTrees } from '../../grammars/python/pythonTrees';

/** A file as it is on disk or in the editor. */
export interface CheckedFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** Where the cells of a notebook begin in the text, when it is all of them. */
  readonly cells?: readonly number[];
}

/** What checks know of the world around a file. */
export interface CheckContext {
  readonly files: FileReader;
  readonly style: PathStyle;
  /** Absent where models are not looked into. */
  readonly models?: ModelReader;
  /** Kept where the same files are checked again and again. */
  readonly pythonTrees?: PythonTrees;
  /** Absolute path of the folder that relative references of a definition may not leave. */
  projectRootOf(path: string): string;
  /** Nothing beside the file can be looked at, as in a repository that is browsed: what only other files could say is not said. */
  readonly isAlone?: boolean;
}

/** Says all that is wrong with a file of one kind. Never throws, whatever the text is. */
export type FileJudge = (
  file: CheckedFile,
  context: CheckContext,
) => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;
