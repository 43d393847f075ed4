import type { Diagnostic } from '../definitions/diagnostic';

/** What was found in one file. */
export interface FileFindings {
  /** As a person would write it from here. */
  readonly file: string;
  readonly found: readonly Diagnostic[];
}

/** Findings as lines for people, as one JSON array, or as one SARIF 2.1.0 document. */
export function findingsText(checked: readonly FileFindings[], format: 'text' | 'json' | 'sarif'): readonly string[] {
  switch (format) {
    case 'text':
      return [...checked.flatMap((one) => one.found.map((found) => line(one.file, found))), summary(checked)];
    case 'json':
      return [
        JSON.stringify(
          checked.flatMap((one) => one.found.map((found) => plain(one.file, found))),
          undefined,
          2,
        ),
      ];
    case 'sarif':
      return [JSON.stringify(sarif(checked), undefined, 2)];
  }
}

function sentence({ message, action }: Diagnostic): string {
  return action === undefined ? message : `${message} ${action}`;
}

/** One-based, as editors and terminals count. */
function line(file: string, found: Diagnostic): string {
  const { start } = found.range;
  return `${file}:${start.line + 1}:${start.character + 1}: ${found.severity} ${found.code}: ${sentence(found)}`;
}

function summary(checked: readonly FileFindings[]): string {
  const count = (severity: Diagnostic['severity'], word: string): string => {
    const all = checked.flatMap(({ found }) => found).filter((found) => found.severity === severity).length;
    return `${all} ${word}${all === 1 ? '' : 's'}`;
  };
  const files = `${checked.length} file${checked.length === 1 ? '' : 's'}`;
  return `${files}: ${count('error', 'error')}, ${count('warning', 'warning')}, ${count('info', 'hint')}`;
}

function plain(file: string, found: Diagnostic): object {
  const { code, severity, range, source } = found;
  return { file, code, severity, message: sentence(found), range, source };
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

function sarif(checked: readonly FileFindings[]): object {
  const codes = [...new Set(checked.flatMap(({ found }) => found.map(({ code }) => code)))].sort();
  const results = checked.flatMap(({ file, found }) => found.map((one) => sarifResult(file, one)));
  const driver = { name: 'sagemaker-containers', rules: codes.map((id) => ({ id })) };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
}

function sarifResult(file: string, found: Diagnostic): object {
  const { start, end } = found.range;
  const region = {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return {
    ruleId: found.code,
    level: levels[found.severity],
    message: { text: sentence(found) },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
  };
}
