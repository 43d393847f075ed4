import type { Fix, Range } from '../../definitions/diagnostic';
import { TextPositions } from '../../definitions/textPosition';

/** Puts a line behind an instruction. */
export function lineAfter(text: string, place: Range | undefined, line: string): readonly Fix[] {
  if (!place) return [];
  return [
    { title: `Add "${line}"`, edits: [{ range: { start: place.end, end: place.end }, text: lineBreak(text) + line }] },
  ];
}

/** Puts a line at the end of the file; not where the last one goes on in it, be it behind comments. */
export function lastLine(text: string, line: string): readonly Fix[] {
  const end = text.trimEnd().length;
  const last = text.split(/[\r\n]+/).findLast((one) => !/^\s*(?:#|$)/.test(one)) ?? '';
  if (/[\\`]\s*$/.test(last)) return [];
  const range = new TextPositions(text).range(end, 0);
  return [{ title: `End with "${line}"`, edits: [{ range, text: lineBreak(text) + line }] }];
}

/** Takes an instruction out, with its lines. */
export function without(text: string, place: Range | undefined, title: string): readonly Fix[] {
  if (!place) return [];
  const positions = new TextPositions(text);
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const from = lines.slice(0, place.start.line).join('').length;
  const to = lines.slice(0, place.end.line + 1).join('').length;
  return [{ title, edits: [{ range: positions.range(from, to - from), text: '' }] }];
}

function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
