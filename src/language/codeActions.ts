import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver';
import type { PlacedEdit, PlacedFix } from './diagnostics';

/** The quick fixes of each diagnostic that brought its repairs along, the best first. */
export function codeActions(uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return diagnostics.flatMap((diagnostic) =>
    fixesOf(diagnostic).map(({ title, edits }, index) => ({
      title,
      kind: 'quickfix',
      isPreferred: index === 0,
      diagnostics: [diagnostic],
      edit: { changes: byDocument(uri, edits) },
    })),
  );
}

/** One action for all that has a single repair; those that touch each other wait for the next time. */
export function fixAll(uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const taken: PlacedEdit[] = [];
  for (const diagnostic of diagnostics) {
    // What is right as it is stays.
    if (diagnostic.severity === hint) continue;
    const [only, ...others] = fixesOf(diagnostic);
    const edits = others.length === 0 && only ? only.edits : [];
    if (!edits.some((edit) => taken.some((other) => touches(edit, other)))) taken.push(...edits);
  }
  if (taken.length === 0) return [];
  return [{ title: 'Repair all', kind: fixAllKind, edit: { changes: byDocument(uri, taken) } }];
}

/** Number of the protocol. */
const hint = 4;

/** Asked for by `editor.codeActionsOnSave`. */
export const fixAllKind = 'source.fixAll.sagemaker';

/** @param own document of edits that name none */
function byDocument(own: string, edits: readonly PlacedEdit[]): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri = own, range, text } of edits) (changes[uri] ??= []).push({ range, newText: text });
  return changes;
}

function touches(a: PlacedEdit, b: PlacedEdit): boolean {
  return a.uri === b.uri && !isBefore(a.range.end, b.range.start) && !isBefore(b.range.end, a.range.start);
}

type Place = PlacedEdit['range']['start'];

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** The editor gives back what it was given, but any client may send anything. */
function fixesOf({ range, ...diagnostic }: Diagnostic): readonly PlacedFix[] {
  const data: unknown = diagnostic.data;
  if (typeof data !== 'object' || data === null) return [];
  if ('replacement' in data && typeof data.replacement === 'string') {
    return [{ title: `Change to ${data.replacement}`, edits: [{ range, text: data.replacement }] }];
  }
  return 'fixes' in data && Array.isArray(data.fixes) ? data.fixes.filter(isFix) : [];
}

function isFix(fix: unknown): fix is PlacedFix {
  if (typeof fix !== 'object' || fix === null || !('title' in fix) || !('edits' in fix)) return false;
  return typeof fix.title === 'string' && Array.isArray(fix.edits) && fix.edits.every(isEdit);
}

function isEdit(edit: unknown): boolean {
  if (typeof edit !== 'object' || edit === null || !('range' in edit) || !('text' in edit)) return false;
  if ('uri' in edit && typeof edit.uri !== 'string') return false;
  return typeof edit.range === 'object' && edit.range !== null && typeof edit.text === 'string';
}
