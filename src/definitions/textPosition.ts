import type { Position, Range } from './diagnostic';

/** Converts offsets of a text into lines and characters. Lines end with `\n`, `\r\n` or `\r`. */
export class TextPositions {
  private starts: readonly number[] | undefined;

  constructor(private readonly text: string) {}

  /** Looked for when there is something to place: most texts are right. */
  private get lineStarts(): readonly number[] {
    return (this.starts ??= lineStarts(this.text));
  }

  /** The range of `length` UTF-16 units at `offset`; what lies outside the text is cut. Half of a `\r\n` has no place: a range takes all of it. */
  range(offset: number, length: number): Range {
    const end = offset + length;
    return {
      start: this.position(this.isInLineEnd(offset) ? offset - 1 : offset),
      end: this.position(this.isInLineEnd(end) ? end + (length > 0 ? 1 : -1) : end),
    };
  }

  private isInLineEnd(offset: number): boolean {
    return this.text.charCodeAt(offset) === 10 && this.text.charCodeAt(offset - 1) === 13;
  }

  private position(offset: number): Position {
    const inside = Math.min(Math.max(offset, 0), this.text.length);
    const starts = this.lineStarts;
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: inside - (starts[low] ?? 0) };
  }
}

/** Where the lines of a text begin; `\n`, `\r\n` and `\r` end them. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  const ends = text.includes('\r') ? /\r\n|\n|\r/g : /\n/g;
  for (const match of text.matchAll(ends)) starts.push(match.index + match[0].length);
  return starts;
}
