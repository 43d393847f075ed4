import { parseJson } from '../../definitions/strictJson';

/** Lines that only a notebook understands. */
const magic = /^[ \t]*[%!?].*$/gm;

/** The code of a notebook as one program, its cells in their order; undefined where there is none, or in another language. */
export function notebookCode(text: string): string | undefined {
  if (!/"cell_type"\s*:\s*"code"/.test(text) || /"language"\s*:\s*"(?!python)/i.test(text)) return undefined;
  const parsed = parseJson(text);
  const cells = parsed.fault ? undefined : fieldOf(parsed.value, 'cells');
  if (!Array.isArray(cells)) return undefined;
  const sources = cells
    .filter((cell) => fieldOf(cell, 'cell_type') === 'code')
    .map((cell) => sourceOf(fieldOf(cell, 'source')))
    // A cell in another language begins with two.
    .filter((source) => !/^\s*%%(?!time|capture|local|prun)/.test(source));
  return `${sources.join('\n').replaceAll(magic, 'pass')}\n`;
}

function sourceOf(source: unknown): string {
  const lines: readonly unknown[] = Array.isArray(source) ? source : [source];
  return lines.filter((line) => typeof line === 'string').join('');
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
