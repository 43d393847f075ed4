/** Writes text the way a piece of a file is quoted; undefined where that can't be done. */
export type Quote = (text: string) => string | undefined;

/** Characters of a value and of the file that stand for each other: unit by unit where both lengths are equal, else only as a whole. */
interface Run {
  readonly at: number;
  readonly length: number;
  readonly host: number;
  readonly hostLength: number;
  /** Which piece of the file it is from: only inside one piece can be edited. */
  readonly piece: number;
}

/** A run while its text is built. */
type GrowingRun = { -readonly [Field in keyof Run]: Run[Field] };

/** A piece of a file that holds a value, or a part of one. */
interface Piece {
  readonly quote: Quote;
  /** Where it begins behind its quote, if it has one: an empty value stands there. */
  readonly start?: number;
}

/** A place in a file. Offsets count UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A value that stands in a file in some quoting, with the place of each of its characters. Offsets count UTF-16 units. */
export class MappedText {
  /**
   * @param text the value as its reader gets it
   * @param runs in the order of the value, without gaps in it
   * @param pieces of the file that runs are from
   * @param empty where an empty value stands in the file
   */
  constructor(
    readonly text: string,
    private readonly runs: readonly Run[],
    private readonly pieces: readonly Piece[],
    private readonly empty: number,
  ) {}

  /** The place in the file of the characters from `from` to `to` of the value. */
  span(from: number, to: number): Span {
    const start = this.place(from);
    if (to <= from) return { from: start, to: start };
    const last = this.runAt(to - 1);
    return { from: start, to: Math.max(start, last ? end(last, to) : start) };
  }

  /** What to write in the file so that `text` takes the place of the characters from `from` to `to`; undefined where they span pieces. */
  quoted(from: number, to: number, text: string): string | undefined {
    const first = this.runAt(from) ?? this.runs.at(-1);
    const last = to > from ? this.runAt(to - 1) : first;
    const piece = first?.piece ?? 0;
    return last === first || last?.piece === piece ? this.pieces[piece]?.quote(text) : undefined;
  }

  /** The value's character at a place in the file; undefined outside the value. */
  offsetAt(host: number): number | undefined {
    const after = this.runs.find((run) => host <= run.host + run.hostLength);
    if (!after) return this.runs.length === 0 && host === this.empty ? 0 : undefined;
    if (host < after.host) return this.runs[0] === after ? undefined : after.at;
    const inside = host - after.host;
    return after.at + (after.length === after.hostLength || inside === 0 ? inside : after.length);
  }

  /** The characters from `from` to `to` as a value of their own. */
  slice(from: number, to = this.text.length): MappedText {
    const runs = this.runs
      .filter((run) => run.at < to && run.at + run.length > from)
      .map((run) => {
        if (run.length !== run.hostLength) return { ...run, at: run.at - from };
        const cut = Math.max(from - run.at, 0);
        const length = Math.min(run.length, to - run.at) - cut;
        return { ...run, at: run.at + cut - from, host: run.host + cut, length, hostLength: length };
      });
    if (runs.length === 0) return emptyText(this.pieces, this.place(from));
    return new MappedText(this.text.slice(from, to), runs, this.pieces, this.place(from));
  }

  /** The same value, with places in the file that `outer`, the text that it stands in, is a value of. */
  within(outer: MappedText): MappedText {
    const builder = new MappedTextBuilder(outer.span(this.empty, this.empty).from);
    const quoteAt = (piece: number, host: number) => (text: string) => {
      const inner = this.pieces[piece]?.quote(text);
      return inner === undefined ? undefined : outer.quoted(host, host, inner);
    };
    if (this.runs.length === 0) builder.piece(quoteAt(0, this.empty));
    for (const run of this.runs) {
      builder.piece(quoteAt(run.piece, run.host));
      const isWhole = run.length !== run.hostLength;
      const step = isWhole ? run.length : 1;
      for (let at = 0; at < run.length; at += step) {
        const { from, to } = outer.span(run.host + at, run.host + at + (isWhole ? run.hostLength : 1));
        builder.add(this.text.slice(run.at + at, run.at + at + step), from, to - from);
      }
    }
    return builder.build();
  }

  /** Adds this value's pieces to those of another. */
  copyInto(builder: MappedTextBuilder): void {
    let piece = -1;
    for (const run of this.runs) {
      const own = this.pieces[run.piece];
      if (run.piece !== piece && own) builder.piece(own.quote, own.start);
      ({ piece } = run);
      builder.add(this.text.slice(run.at, run.at + run.length), run.host, run.hostLength);
    }
  }

  private place(offset: number): number {
    const run = this.runAt(offset);
    if (run) return run.host + (run.length === run.hostLength ? offset - run.at : 0);
    const last = this.runs.at(-1);
    return last ? last.host + last.hostLength : this.empty;
  }

  private runAt(offset: number): Run | undefined {
    let [low, high] = [0, this.runs.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = this.runs[middle];
      if (!run) return undefined;
      if (offset < run.at) high = middle - 1;
      else if (offset >= run.at + run.length) low = middle + 1;
      else return run;
    }
    return undefined;
  }
}

/** An empty value: in the quotes that open at a place or behind it, if there are any. */
function emptyText(pieces: readonly Piece[], place: number): MappedText {
  const quoted = pieces.find(({ start }) => start !== undefined && start >= place);
  return new MappedText('', [], quoted ? [quoted] : pieces.slice(0, 1), quoted?.start ?? place);
}

function end(run: Run, to: number): number {
  return run.host + (run.length === run.hostLength ? to - run.at : run.hostLength);
}

/** Collects a value piece by piece. */
export class MappedTextBuilder {
  private text: string[] = [];
  private length = 0;
  private readonly runs: GrowingRun[] = [];
  private readonly pieces: Piece[] = [];

  /** @param empty where the value stands in the file if it turns out empty */
  constructor(private readonly empty: number) {}

  /**
   * What follows is quoted this way.
   * @param start where it begins in the file, behind an opening quote
   */
  piece(quote: Quote, start?: number): this {
    this.pieces.push({ quote, ...(start !== undefined && { start }) });
    return this;
  }

  /** `value` is what the file says from `host` on in `hostLength` characters; without that, in the same ones. */
  add(value: string, host: number, hostLength = value.length): this {
    if (value === '') return this;
    this.text.push(value);
    const piece = this.pieces.length - 1;
    const last = this.runs.at(-1);
    const joins =
      last?.piece === piece &&
      last.length === last.hostLength &&
      value.length === hostLength &&
      last.host + last.hostLength === host;
    if (joins) {
      // In place: texts come a character at a time, thousands of them.
      last.length += value.length;
      last.hostLength = last.length;
    } else this.runs.push({ at: this.length, length: value.length, host, hostLength, piece });
    this.length += value.length;
    return this;
  }

  build(): MappedText {
    if (this.runs.length === 0) return emptyText(this.pieces, this.empty);
    return new MappedText(this.text.join(''), this.runs, this.pieces, this.empty);
  }
}

/** Text that stands in a file as it is, from an offset on. */
export function plainText(text: string, offset = 0): MappedText {
  return new MappedTextBuilder(offset)
    .piece((written) => written)
    .add(text, offset)
    .build();
}

/** Values one after another, as one; ranges across two of them can be shown, but not edited. */
export function joined(values: readonly MappedText[]): MappedText {
  const builder = new MappedTextBuilder(values[0]?.span(0, 0).from ?? 0);
  for (const value of values) value.copyInto(builder);
  return builder.build();
}
