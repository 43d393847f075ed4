import type { CodeAction, Diagnostic } from 'vscode-languageserver';

/** A quick fix for each diagnostic that brought its repair along. */
export function codeActions(uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    const replacement = replacementOf(diagnostic.data);
    if (replacement === undefined) return [];
    return [
      {
        title: `Change to ${replacement}`,
        kind: 'quickfix',
        isPreferred: true,
        diagnostics: [diagnostic],
        edit: { changes: { [uri]: [{ range: diagnostic.range, newText: replacement }] } },
      },
    ];
  });
}

/** The editor gives back what it was given, but any client may send anything. */
function replacementOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('replacement' in data)) return undefined;
  return typeof data.replacement === 'string' ? data.replacement : undefined;
}
