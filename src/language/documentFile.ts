import { fileKindOf } from '../validation/files/fileKind';
import type { LanguageContext } from './languageContext';

/** A document of the editor, as it is asked for. */
export interface DocumentId {
  readonly uri: string;
  readonly languageId: string;
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

/** The path whose name says what a document is for the checks; undefined for what is none of the editor's files. */
export function filePathOf({ uri, languageId }: DocumentId, context: LanguageContext): string | undefined {
  const path = context.pathOf(uri) ?? pathOfCell(uri, languageId);
  if (path === undefined || fileKindOf(path) !== undefined) return path;
  return `${path}${endings[languageId] ?? ''}`;
}

/** A cell of a notebook is a document of its own, without a path. */
function pathOfCell(uri: string, languageId: string): string | undefined {
  return uri.startsWith('vscode-notebook-cell:') && languageId === 'python' ? '/cell.py' : undefined;
}
