import { posix, win32 } from 'node:path';
import { definitionStem } from '../../../definitions/definitionKinds';
import type { Diagnostic } from '../../../definitions/diagnostic';
import { TextPositions } from '../../../definitions/textPosition';
import { plainText } from '../../../grammars/mappedText';
import { located } from '../../environments/judgeEnvironments';
import { fileKindOf } from '../../files/fileKind';
import type { CheckContext } from '../../files/fileJudge';
import type { Columns } from '../columns';
import { columnsIn } from '../judgeSchema';
import { readSchema } from '../readSchema';
import { memberOf } from '../schemaNode';
import { checkCsvRow } from '../requests/checkRow';
import { csvRecords } from '../../../grammars/csvRecords';
import { isHeader } from '../requests/csvHeader';
import { judgeRequest } from '../requests/judgeRequest';
import type { RequestFinding } from '../requests/sparkmlRequest';
import { nameOf, relatedTo } from './requestDiagnostics';
import type { SourceFile } from './servedContainer';

const contentTypes = { json: 'application/json', jsonl: 'application/jsonlines', jsonlines: 'application/jsonlines' };
/** Rows that are looked at; the rest would say the same. */
const mostRows = 2_000;

/** R…: a schema against the files beside it that have its name: `car.csv`, `car.first.json`, `car.jsonl` for `car.sparkml-schema.json`. */
export function checkBesideSchema(schema: SourceFile, context: CheckContext): readonly Diagnostic[] {
  const files = filesBeside(schema.path, context);
  const columns = files.length > 0 ? columnsIn(schema.text) : undefined;
  if (!columns) return [];
  return files.flatMap((file) => {
    const findings = findingsOf(file, columns);
    return oncePerColumn(findings).map((finding) => diagnostic(finding, file, schema, columns));
  });
}

function filesBeside(path: string, { files, style }: CheckContext): readonly SourceFile[] {
  const paths = style === 'win32' ? win32 : posix;
  const folder = paths.dirname(path);
  const stem = definitionStem(path);
  return files.list(folder).flatMap((name) => {
    const rest = name.startsWith(`${stem}.`) ? name.slice(stem.length + 1) : '';
    const isData = /^(?:[\w-]+\.)?(?:csv|json|jsonl|jsonlines)$/i.test(rest) && isPlainJson(name);
    const text = isData ? files.readText(paths.join(folder, name)) : undefined;
    return text === undefined ? [] : [{ path: paths.join(folder, name), text }];
  });
}

function isPlainJson(name: string): boolean {
  const kind = fileKindOf(name);
  return kind === undefined || kind === 'json';
}

function findingsOf({ path, text }: SourceFile, columns: Columns): readonly RequestFinding[] {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (ending === 'csv') return csvFindings(text, columns);
  const contentType = contentTypes[ending as keyof typeof contentTypes];
  return isRequest(text) ? judgeRequest({ contentType, body: text }, { columns }) : [];
}

/** Each row is a request of its own; a first row of names is none. */
function csvFindings(text: string, { inputs }: Columns): readonly RequestFinding[] {
  const { records, fault } = csvRecords(text.replace(/^\ufeff/, ' '), mostRows);
  const [first] = records;
  const rows = first && isHeader(first, inputs) ? records.slice(1) : records;
  const broken: readonly RequestFinding[] = fault
    ? [{ from: fault.from, to: fault.to, code: 'R14', message: fault.message, action: 'Correct the quotes.' }]
    : [];
  return [...rows.flatMap((row) => checkCsvRow(row, inputs)), ...broken];
}

/** Other JSON of the same name is not ours to judge. */
function isRequest(text: string): boolean {
  const { root } = readSchema(text);
  return root?.type === 'object' && (memberOf(root, 'data') ?? memberOf(root, 'instances')) !== undefined;
}

function oncePerColumn(findings: readonly RequestFinding[]): readonly RequestFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, column }) => {
    const key = `${code} ${String(column?.node.from)}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** At the column that does not fit, or else at the last one. */
function diagnostic(
  finding: RequestFinding,
  file: SourceFile,
  schema: SourceFile,
  { inputs, output }: Columns,
): Diagnostic {
  const { repairs: _, column, ...rest } = finding;
  const inFile = located(plainText(file.text), rest, new TextPositions(file.text));
  const { start } = inFile.range;
  const place = column?.type.member.value ?? (inputs.at(-1) ?? output).node;
  const where = `${nameOf(file.path)}:${String(start.line + 1)}:${String(start.character + 1)}`;
  const whole = { ...rest, from: place.from, to: place.to, message: `${where}: ${finding.message}` };
  return {
    ...located(plainText(schema.text), whole, new TextPositions(schema.text)),
    ...relatedTo([{ path: file.path, range: inFile.range, message: 'The value stands here.' }]),
  };
}
