import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic } from '../definitions/diagnostic';
import { parseDefinition } from '../definitions/parseDefinition';
import { loadScriptReader } from '../validation/hyperparameters/loadScriptReader';
import { validateDefinition } from '../validation/validateDefinition';
import type { LanguageContext } from './languageContext';

/** Numbers of the protocol, so that this file needs its types only. */
const severities = { error: 1, warning: 2, info: 3 } as const;
/** What a diagnostic carries to its quick fix. */
export interface DiagnosticData {
  /** Text for the diagnostic's range. */
  readonly replacement: string;
}

/** What is wrong with a document; nothing for one that is no definition. */
export async function diagnostics(uri: string, text: string, context: LanguageContext): Promise<LspDiagnostic[]> {
  const path = context.pathOf(uri);
  if (path === undefined) return [];
  const { definition, diagnostics: faults } = parseDefinition(path, text);
  if (!definition) return faults.filter((fault) => isOurs(fault, text)).map(toLsp);
  const readScript = await loadScriptReader(definition);
  const { style } = context;
  const place = { projectRoot: context.projectRootOf(path), style, ...(readScript && { readScript }) };
  return validateDefinition(definition, context.files, place).map(toLsp);
}

/** Broken JSON is told by the editor's own JSON support; that a file is empty, or holds something else than an object, is not. */
function isOurs({ code }: Diagnostic, text: string): boolean {
  return code === 'H02' || (code === 'H01' && text.trim() === '');
}

function toLsp({ code, severity, message, action, range, source, replacement }: Diagnostic): LspDiagnostic {
  return {
    code,
    severity: severities[severity],
    message: action === undefined ? message : `${message} ${action}`,
    range,
    source,
    ...(replacement !== undefined && { data: { replacement } satisfies DiagnosticData }),
  };
}
