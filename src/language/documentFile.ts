import { posix } from 'node:path';
import type { FileReader } from '../definitions/fileReader';
import type { CheckedFile } from '../validation/files/fileJudge';
import { fileKindOf } from '../validation/files/fileKind';
import type { LanguageContext } from './languageContext';

/** A document of the editor, as it is asked for. */
export interface DocumentId {
  readonly uri: string;
  readonly languageId: string;
  /** Of the program that a notebook is: where its cells begin. */
  readonly cells?: readonly number[];
}

/** Names that say what the editor knows from elsewhere. */
const endings: Readonly<Record<string, string>> = {
  python: '.py',
  dockerfile: '.dockerfile',
  yaml: '.yaml',
  dockercompose: '.yaml',
  shellscript: '.sh',
  terraform: '.tf',
  dotenv: '.env',
};

/** Where documents lie that are not on this machine's disk: in a repository that is browsed, in memory. */
const elsewhere =
  /^(?!(?:file|git|output|untitled|vscode-(?:notebook|interactive|userdata|settings)[\w-]*):)[a-z][\w+.-]*:(?:\/\/[^/?#]*)?(\/[^?#]*)$/;

/** What is known around a document: nothing, where it is not on the disk. */
export function contextOf({ uri }: DocumentId, context: LanguageContext): LanguageContext {
  if (context.pathOf(uri) !== undefined || pathElsewhere(uri) === undefined) return context;
  const { models: _models, ...own } = context;
  return { ...own, files: noFiles, style: 'posix', projectRootOf: (path) => posix.dirname(path), isAlone: true };
}

const noFiles: FileReader = {
  isFile: () => false,
  isDirectory: () => false,
  realPath: (path) => path,
  readText: () => undefined,
  readEnd: () => undefined,
  list: () => [],
  isExecutable: () => undefined,
};

function pathElsewhere(uri: string): string | undefined {
  const path = elsewhere.exec(uri)?.[1];
  return path === undefined ? undefined : decoded(path);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A percent sign that is just one.
    return path;
  }
}

/** A document as a file for the checks; undefined for what is none of the editor's files. */
export function checkedFile(document: DocumentId, text: string, context: LanguageContext): CheckedFile | undefined {
  const path = filePathOf(document, context);
  return path === undefined ? undefined : { path, text, ...(document.cells && { cells: document.cells }) };
}

/** The path whose name says what a document is for the checks. */
function filePathOf({ uri, languageId }: DocumentId, context: LanguageContext): string | undefined {
  const path = context.pathOf(uri) ?? pathElsewhere(uri) ?? pathOfCell(uri, languageId);
  if (path === undefined || fileKindOf(path) !== undefined) return path;
  return `${path}${endings[languageId] ?? ''}`;
}

/** A cell of a notebook is a document of its own, without a path. */
function pathOfCell(uri: string, languageId: string): string | undefined {
  return uri.startsWith('vscode-notebook-cell:') && languageId === 'python' ? '/cell.py' : undefined;
}
