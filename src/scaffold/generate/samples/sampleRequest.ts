import { textAt } from '../folderFiles';
import type { ModelRow } from './modelRows';
import type { Program, ReadFolder } from '../program';
import { handlerInput, keyValue, namedRows } from './handlerInput';
import { fieldsOf } from './sampleFields';
import { invocationRoute } from '../needs/serveNeeds';

/** A first request to a server. */
export interface SampleRequest {
  readonly contentType: string;
  readonly body: string;
}

/** What is asked of a model whose data nobody knows. */
const anyRows: readonly ModelRow[] = [
  { x1: 1, x2: 2, x3: 3 },
  { x1: 4, x2: 5, x3: 6 },
];

/**
 * A request that a program is likely to understand: what its text speaks of.
 * @param rows what the model can be asked, where its training data tell
 */
export function sampleRequest(
  folder: ReadFolder,
  program: Program,
  rows: readonly ModelRow[] = namedRows(program) ?? anyRows,
): SampleRequest {
  const { python, way, functions, path } = program;
  const taken = handlerInput(program, rows);
  if (taken !== undefined) return { contentType: 'application/json', body: JSON.stringify(taken) };
  const route = invocationRoute(program);
  const text = folder.python.get(route?.file ?? path)?.text ?? python?.text ?? textAt(folder, path);
  const isWeb = way === 'asgi' || way === 'wsgi' || way === 'java';
  const speaksJson = /application\/json|json\.loads|get_json|\.json\(\)|@parser json|fromJSON\(/.test(text);
  const speaksCsv = /text\/csv|csv\.reader|read_csv|read\.csv\(|@parser csv/.test(text);
  const body = (): string =>
    fieldsOf(folder, route?.takes ?? [], { text, rows }) ?? jsonBody(text, rowsFor(path, rows));
  if ((isWeb || speaksJson) && !(speaksCsv && !isWeb)) return { contentType: 'application/json', body: body() };
  const lines = rows.map((row) => Object.values(row).map(csvValue).join(','));
  return functions?.['read'] !== undefined && !speaksCsv
    ? { contentType: 'application/json', body: body() }
    : { contentType: 'text/csv', body: `${lines.join('\n')}\n` };
}

function csvValue(value: number | string): string {
  const text = String(value);
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Models of R want their columns by name. */
function rowsFor(path: string, rows: readonly ModelRow[]): unknown {
  return /\.R$/i.test(path) && rows !== anyRows ? rows : rows.map((row) => Object.values(row));
}

/** What a text calls what it gets. */
function jsonBody(text: string, rows: unknown): string {
  const [, key] = /["'](instances|inputs|features|data|rows|text|input)["']/.exec(text) ?? [];
  return JSON.stringify(key === undefined ? rows : { [key]: keyValue(key, text, rows) });
}
