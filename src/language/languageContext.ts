import type { FileReader } from '../definitions/fileReader';
import type { ModelReader } from '../definitions/modelReader';
import type { PathStyle } from '../definitions/fileReference';
import type { PythonTrees } from '../grammars/python/pythonTrees';

/** What the editor features know of the world around a document. */
export interface LanguageContext {
  readonly files: FileReader;
  readonly style: PathStyle;
  /** Absent where models are not looked into. */
  readonly models?: ModelReader;
  /** What was parsed, for as long as the editor is open. */
  readonly pythonTrees?: PythonTrees;
  /** Nothing beside the document can be looked at. */
  readonly isAlone?: boolean;
  /** Absolute path of the folder that relative references of a definition may not leave. */
  projectRootOf(definitionPath: string): string;
  /** Absolute path of a `file:` URI; undefined for any other. */
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
  /** URI of the page on a rule; undefined where there is none. */
  rulePage(code: string): string | undefined;
  /** A text of ours in the language of the editor; absent in English. */
  readonly translate?: (text: string) => string;
}
