import type { Range } from '../../../src/definitions/diagnostic';

/** The part of a text that a range marks; a range over several lines is cut at the end of its first. */
export function coveredText(text: string, { start, end }: Range): string {
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines[start.line] ?? '';
  return start.line === end.line ? first.slice(start.character, end.character) : `${first.slice(start.character)}…`;
}

/** Whether both ends of a range are places of a text. */
export function isInText(text: string, { start, end }: Range): boolean {
  const lines = text.split(/\r\n|\n|\r/);
  // The end of a line may lie behind its line break.
  const within = [start, end].every(
    ({ line, character }) => character >= 0 && character <= (lines[line] ?? '').length + 2 && line < lines.length,
  );
  return within && (start.line < end.line || (start.line === end.line && start.character <= end.character));
}
