import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic } from '../definitions/diagnostic';
import { parseDefinition } from '../definitions/parseDefinition';
import { validateDefinition } from '../validation/validateDefinition';
import type { LanguageContext } from './languageContext';

/** Numbers of the protocol, so that this file needs its types only. */
const severities = { error: 1, warning: 2, info: 3 } as const;
/** What a diagnostic carries to its quick fix. */
export interface DiagnosticData {
  /** Text for the diagnostic's range. */
  readonly replacement: string;
}

/** What is wrong with a document; nothing for one that is no definition. Broken JSON is told by the editor's own JSON support. */
export function diagnostics(uri: string, text: string, context: LanguageContext): LspDiagnostic[] {
  const path = context.pathOf(uri);
  const { definition } = path === undefined ? {} : parseDefinition(path, text);
  if (path === undefined || !definition) return [];
  const place = { projectRoot: context.projectRootOf(path), style: context.style };
  return validateDefinition(definition, context.files, place).map(toLsp);
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
