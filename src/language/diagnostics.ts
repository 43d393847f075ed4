import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic, Fix } from '../definitions/diagnostic';
import { fileKindOf } from '../validation/files/fileKind';
import { validateFile } from '../validation/files/validateFile';
import type { LanguageContext } from './languageContext';

/** Numbers of the protocol, so that this file needs its types only. */
const severities = { error: 1, warning: 2, info: 3 } as const;
/** What a diagnostic carries to its quick fixes. */
export interface DiagnosticData {
  /** Text for the diagnostic's range. */
  readonly replacement?: string;
  readonly fixes?: readonly Fix[];
}

/**
 * What is wrong with a document: nothing for one that is neither a definition nor of a kind that may hold a schema.
 * @param languageId for documents without a path of their own: cells of notebooks
 */
export async function diagnostics(
  { uri, languageId }: { readonly uri: string; readonly languageId: string },
  text: string,
  context: LanguageContext,
): Promise<LspDiagnostic[]> {
  const path = context.pathOf(uri) ?? pathOfLanguage(uri, languageId);
  if (path === undefined) return [];
  const file =
    languagesOfFiles[languageId] !== undefined && fileKindOf(path) === undefined
      ? languageName(path, languageId)
      : path;
  const found = await validateFile({ path: file, text }, context);
  const all = fileKindOf(file) === 'definition' ? found.filter((one) => !isOthers(one, text)) : found;
  return all.map((one) => toLsp(one, context));
}

/** Names that say what the editor knows from elsewhere. */
const languagesOfFiles: Readonly<Record<string, string>> = {
  python: '.py',
  dockerfile: '.dockerfile',
  yaml: '.yaml',
  dockercompose: '.yaml',
  shellscript: '.sh',
  terraform: '.tf',
  dotenv: '.env',
};

function languageName(path: string, languageId: string): string {
  return `${path}${languagesOfFiles[languageId] ?? ''}`;
}

/** A cell of a notebook is a document of its own, without a path. */
function pathOfLanguage(uri: string, languageId: string): string | undefined {
  return uri.startsWith('vscode-notebook-cell:') && languageId === 'python' ? '/cell.py' : undefined;
}

/** Broken JSON is told by the editor's own JSON support; that a file is empty, or holds something else than an object, is not. */
function isOthers({ code }: Diagnostic, text: string): boolean {
  return code.startsWith('definition.') || (code === 'H01' && text.trim() !== '');
}

function toLsp(found: Diagnostic, context: LanguageContext): LspDiagnostic {
  const { code, severity, message, action, range, source, replacement, fixes } = found;
  const href = context.rulePage(code);
  const data: DiagnosticData = { ...(replacement !== undefined && { replacement }), ...(fixes && { fixes }) };
  return {
    code,
    severity: severities[severity],
    message: action === undefined ? message : `${message} ${action}`,
    range,
    source,
    ...(href !== undefined && { codeDescription: { href } }),
    ...((replacement ?? fixes) !== undefined && { data }),
  };
}
