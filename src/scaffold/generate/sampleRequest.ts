import { textAt } from './folderFiles';
import type { ModelRow } from './modelRows';
import type { Program, ReadFolder } from './program';
import { invocationRoute } from './serveNeeds';

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
export function sampleRequest(folder: ReadFolder, program: Program, rows = anyRows): SampleRequest {
  const { python, way, functions, path } = program;
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

/** The fields of the data class that a route takes, wherever that is; else those of the first one of its file. */
function fieldsOf(
  { python }: ReadFolder,
  takes: readonly string[],
  { text, rows: [row = {}] }: { readonly text: string; readonly rows: readonly ModelRow[] },
): string | undefined {
  const texts = [text, ...[...python.values()].map((one) => one.text)];
  const fields =
    takes.flatMap((name) => texts.flatMap((one) => dataClass(one, name) ?? []))[0] ?? dataClass(text, String.raw`\w+`);
  const named = [...(fields ?? '').matchAll(/^[ \t]+(\w+)[ \t]*:[ \t]*([\w[\], .|]+)/gm)];
  return named.length === 0
    ? undefined
    : JSON.stringify(Object.fromEntries(named.map(([, name = '', type = '']) => [name, fieldValue(row, name, type)])));
}

/** What the data have for a field, whose name mostly is nearly that of their column; else something of its type. */
function fieldValue(row: ModelRow, name: string, type: string): unknown {
  const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const [, value] = Object.entries(row).find(([column]) => bare(column) === bare(name)) ?? [];
  const usual = valueOf(type);
  return typeof value === typeof usual ? value : usual;
}

/** The lines of a data class. @param name a pattern */
function dataClass(text: string, name: string): string | undefined {
  const head = String.raw`^class ${name}\((?:\w+\.)?BaseModel\):[ \t]*\r?\n`;
  return new RegExp(`${head}((?:[ \\t]+[^\\n]*\\n?|[ \\t]*\\r?\\n)+)`, 'm').exec(text)?.[1];
}

/** Models of R want their columns by name. */
function rowsFor(path: string, rows: readonly ModelRow[]): unknown {
  return /\.R$/i.test(path) && rows !== anyRows ? rows : rows.map((row) => Object.values(row));
}

/** What a text calls what it gets. */
function jsonBody(text: string, rows: unknown): string {
  const [, key] = /["'](instances|inputs|features|data|rows|text|input)["']/.exec(text) ?? [];
  if (key === 'text' || key === 'inputs') return JSON.stringify({ [key]: 'some text' });
  return JSON.stringify(key === undefined ? rows : { [key]: rows });
}

function valueOf(type: string): unknown {
  const plain = type.trim().toLowerCase();
  if (/^(?:list|sequence|tuple|conlist)/.test(plain)) {
    const inner = /\[(.*)\]/.exec(plain)?.[1];
    return inner === undefined ? [1, 2, 3] : [valueOf(inner)];
  }
  if (plain.startsWith('dict')) return {};
  if (plain.startsWith('bool')) return true;
  if (plain.startsWith('str')) return 'some text';
  return plain.startsWith('float') ? 1.5 : 1;
}
