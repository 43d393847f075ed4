import type { Fix, Position } from '../../../../src/definitions/diagnostic';

/** A text after a fix. */
export function applyFix(text: string, { edits }: Fix): string {
  const placed = edits.map((edit) => ({
    ...edit,
    from: offsetOf(text, edit.range.start),
    to: offsetOf(text, edit.range.end),
  }));
  return placed
    .sort((a, b) => b.from - a.from)
    .reduce((after, { from, to, text: put }) => after.slice(0, from) + put + after.slice(to), text);
}

/** The offset of a place in a text. */
export function offsetOf(text: string, { line, character }: Position): number {
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
  return (starts[line] ?? text.length) + character;
}
