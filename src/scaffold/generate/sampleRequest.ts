import type { Program } from './program';

/** A first request to a server. */
export interface SampleRequest {
  readonly contentType: string;
  readonly body: string;
}

const rows = [
  [1, 2, 3],
  [4, 5, 6],
];

/** A request that a program is likely to understand: what its text speaks of. */
export function sampleRequest({ python, way, functions }: Program): SampleRequest {
  const text = python?.text ?? '';
  const isWeb = way === 'asgi' || way === 'wsgi' || way === 'java';
  const speaksJson = /application\/json|json\.loads|get_json|\.json\(\)/.test(text);
  const speaksCsv = /text\/csv|csv\.reader|read_csv/.test(text);
  if ((isWeb || speaksJson) && !(speaksCsv && !isWeb)) return { contentType: 'application/json', body: jsonBody(text) };
  const lines = rows.map((row) => row.join(','));
  return functions?.['read'] !== undefined && !speaksCsv
    ? { contentType: 'application/json', body: jsonBody(text) }
    : { contentType: 'text/csv', body: `${lines.join('\n')}\n` };
}

/** The fields of the first data class of a web application, else the name that the text uses for what it gets. */
function jsonBody(text: string): string {
  const [, fields] =
    /^class \w+\((?:\w+\.)?BaseModel\):[ \t]*\r?\n((?:[ \t]+[^\n]*\n?|[ \t]*\r?\n)+)/m.exec(text) ?? [];
  const named = [...(fields ?? '').matchAll(/^[ \t]+(\w+)[ \t]*:[ \t]*([\w[\], .|]+)/gm)];
  if (named.length > 0)
    return JSON.stringify(Object.fromEntries(named.map(([, name = '', type = '']) => [name, valueOf(type)])));
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
