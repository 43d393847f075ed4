import type { ModelRow } from './modelRows';
import type { ReadFolder } from '../program';

/** Data classes inside of data classes. */
const deepest = 4;

/** Texts that define data classes, the most likely one first, and a row of what the model was trained with. */
interface FieldSource {
  readonly texts: readonly string[];
  readonly row: ModelRow;
}

/** The fields of the data class that a route takes, wherever that is; else those of the first one of its file. */
export function fieldsOf(
  { python }: ReadFolder,
  takes: readonly string[],
  { text, rows: [row = {}] }: { readonly text: string; readonly rows: readonly ModelRow[] },
): string | undefined {
  const source = { texts: [text, ...[...python.values()].map((one) => one.text)], row };
  const fields = takes.flatMap((name) => dataClass(source.texts, name) ?? [])[0] ?? dataClass([text], String.raw`\w+`);
  const value = fields === undefined ? undefined : objectOf(fields, source, 0);
  return value === undefined ? undefined : JSON.stringify(value);
}

function objectOf(fields: string, source: FieldSource, depth: number): unknown {
  const named = [...fields.matchAll(/^[ \t]+(\w+)[ \t]*:[ \t]*([\w[\], .|]+)/gm)].filter(
    ([, name]) => name !== 'model_config',
  );
  if (named.length === 0) return undefined;
  return Object.fromEntries(named.map(([, name = '', type = '']) => [name, fieldValue(name, type, source, depth)]));
}

/** What the data have for a field, whose name mostly is nearly that of their column; else something of its type. */
export function fieldValue(name: string, type: string, source: FieldSource, depth = 0): unknown {
  const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const [, value] = Object.entries(source.row).find(([column]) => bare(column) === bare(name)) ?? [];
  const usual = valueOf(type.trim(), source, depth);
  return typeof value === typeof usual ? value : usual;
}

/** The lines of a data class. @param name a pattern */
function dataClass(texts: readonly string[], name: string): string | undefined {
  const head = String.raw`^class ${name}\((?:\w+\.)?BaseModel\):[ \t]*\r?\n`;
  const form = new RegExp(`${head}((?:[ \\t]+[^\\n]*\\n?|[ \\t]*\\r?\\n)+)`, 'm');
  return texts.flatMap((text) => form.exec(text)?.[1] ?? [])[0];
}

function valueOf(type: string, source: FieldSource, depth: number): unknown {
  const plain = type.toLowerCase();
  if (/^(?:list|sequence|tuple|conlist)/.test(plain)) {
    const inner = /\[(.*)\]/.exec(type)?.[1];
    return inner === undefined ? [1, 2, 3] : [valueOf(inner.trim(), source, depth)];
  }
  const optional = /^(?:typing\.)?Optional\[(.*)\]$/.exec(type)?.[1];
  if (optional !== undefined) return valueOf(optional, source, depth);
  if (plain.startsWith('dict')) return {};
  if (plain.startsWith('bool')) return true;
  if (plain.startsWith('str')) return 'some text';
  if (plain.startsWith('float')) return 1.5;
  const other = depth < deepest && /^[A-Z]\w*$/.test(type) ? dataClass(source.texts, type) : undefined;
  return (other === undefined ? undefined : objectOf(other, source, depth + 1)) ?? 1;
}
