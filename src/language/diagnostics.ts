import type { DiagnosticRelatedInformation, Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic, Fix, RelatedPlace } from '../definitions/diagnostic';
import { inOneText } from '../texts/translator';
import { fileKindOf } from '../validation/files/fileKind';
import { validateFile } from '../validation/files/validateFile';
import { checkedFile, contextOf, type DocumentId } from './documentFile';
import { newerTagHints } from './imageHelp';
import type { LanguageContext } from './languageContext';

/** Numbers of the protocol, so that this file needs its types only. */
const severities = { error: 1, warning: 2, info: 3 } as const;
/** What a diagnostic carries to its quick fixes. */
export interface DiagnosticData {
  /** Text for the diagnostic's range. */
  readonly replacement?: string;
  readonly fixes?: readonly PlacedFix[];
}

/** A fix whose edits may be of other documents: cells of a notebook are documents each. */
export interface PlacedFix extends Fix {
  readonly edits: readonly PlacedEdit[];
}

export type PlacedEdit = Fix['edits'][number] & {
  /** Absent for the document of the diagnostic. */
  readonly uri?: string;
};

/** What is wrong with a document: nothing for one that is neither a definition nor of a kind that may hold a schema. */
export async function diagnostics(
  document: DocumentId,
  text: string,
  context: LanguageContext,
): Promise<LspDiagnostic[]> {
  const file = checkedFile(document, text, context);
  if (!file) return [];
  const found = await validateFile(file, contextOf(document, context));
  if (fileKindOf(file.path) !== 'definition') return found.map((one) => toLsp(one, context));
  const own = found.filter((one) => !isOthers(one, text));
  const hints = newerTagHints(text).map((hint) => ({
    ...hint,
    message: context.translate?.(hint.message) ?? hint.message,
  }));
  return [...own.map((one) => toLsp(one, context)), ...hints];
}

/** Broken JSON is told by the editor's own JSON support; that a file is empty, or holds something else than an object, is not. */
function isOthers({ code }: Diagnostic, text: string): boolean {
  return code.startsWith('definition.') || (code === 'H01' && text.trim() !== '');
}

function toLsp(found: Diagnostic, context: LanguageContext): LspDiagnostic {
  const { code, severity, message, action, range, source, replacement, fixes, related } = found;
  const href = context.rulePage(code);
  const translate = context.translate ?? ((text) => text);
  const data: DiagnosticData = { ...(replacement !== undefined && { replacement }), ...(fixes && { fixes }) };
  return {
    code,
    severity: severities[severity],
    message: action === undefined ? translate(message) : inOneText(translate(message), translate(action)),
    range,
    source,
    ...(href !== undefined && { codeDescription: { href } }),
    ...((replacement ?? fixes) !== undefined && { data }),
    ...(related && { relatedInformation: related.map((place) => relatedInformation(place, context)) }),
  };
}

function relatedInformation(
  { path, range, message }: RelatedPlace,
  context: LanguageContext,
): DiagnosticRelatedInformation {
  return { location: { uri: context.uriOf(path), range }, message: context.translate?.(message) ?? message };
}
