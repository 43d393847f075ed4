import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver';
import type { Fix } from '../definitions/diagnostic';

/** The quick fixes of each diagnostic that brought its repairs along, the best first. */
export function codeActions(uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return diagnostics.flatMap((diagnostic) =>
    fixesOf(diagnostic).map(({ title, edits }, index) => ({
      title,
      kind: 'quickfix',
      isPreferred: index === 0,
      diagnostics: [diagnostic],
      edit: { changes: { [uri]: edits.map(toEdit) } },
    })),
  );
}

/** One action for all that has a single repair; those that touch each other wait for the next time. */
export function fixAll(uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const taken: TextEdit[] = [];
  for (const diagnostic of diagnostics) {
    const [only, ...others] = fixesOf(diagnostic);
    const edits = others.length === 0 && only ? only.edits.map(toEdit) : [];
    if (!edits.some((edit) => taken.some((other) => touches(edit, other)))) taken.push(...edits);
  }
  if (taken.length === 0) return [];
  return [{ title: 'Repair all', kind: fixAllKind, edit: { changes: { [uri]: taken } } }];
}

/** Asked for by `editor.codeActionsOnSave`. */
export const fixAllKind = 'source.fixAll.sagemaker';

function toEdit({ range, text }: Fix['edits'][number]): TextEdit {
  return { range, newText: text };
}

function touches(a: TextEdit, b: TextEdit): boolean {
  return !isBefore(a.range.end, b.range.start) && !isBefore(b.range.end, a.range.start);
}

type Place = TextEdit['range']['start'];

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** The editor gives back what it was given, but any client may send anything. */
function fixesOf({ range, ...diagnostic }: Diagnostic): readonly Fix[] {
  const data: unknown = diagnostic.data;
  if (typeof data !== 'object' || data === null) return [];
  if ('replacement' in data && typeof data.replacement === 'string') {
    return [{ title: `Change to ${data.replacement}`, edits: [{ range, text: data.replacement }] }];
  }
  return 'fixes' in data && Array.isArray(data.fixes) ? data.fixes.filter(isFix) : [];
}

function isFix(fix: unknown): fix is Fix {
  if (typeof fix !== 'object' || fix === null || !('title' in fix) || !('edits' in fix)) return false;
  return typeof fix.title === 'string' && Array.isArray(fix.edits) && fix.edits.every(isEdit);
}

function isEdit(edit: unknown): boolean {
  if (typeof edit !== 'object' || edit === null || !('range' in edit) || !('text' in edit)) return false;
  return typeof edit.range === 'object' && edit.range !== null && typeof edit.text === 'string';
}
