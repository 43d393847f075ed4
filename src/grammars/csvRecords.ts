import type { Span } from './mappedText';

/** A value of a row of CSV, with its quotes in the span and without them in the text. */
export interface CsvField extends Span {
  readonly text: string;
}

/** Rows of CSV, up to the first place that can't be read. */
export interface CsvRecords {
  readonly records: readonly (readonly CsvField[])[];
  readonly fault?: Span & { readonly message: string };
}

/** Rows as the reader of the SparkML container cuts them, and most others do: any line end, empty lines are none, quotes count at the start of a value only. */
export function csvRecords(text: string, most = Infinity): CsvRecords {
  const records: CsvField[][] = [];
  for (let at = 0; at < text.length && records.length < most;) {
    if (isEnd(text.charAt(at))) {
      at += 1;
      continue;
    }
    const fields: CsvField[] = [];
    for (let more = true; more;) {
      const field = text.charAt(at) === '"' ? quoted(text, at) : bare(text, at);
      if ('message' in field) return { records, fault: field };
      fields.push(field);
      at = field.next;
      more = text.charAt(at) === ',';
      if (more) at += 1;
    }
    records.push(fields);
  }
  return { records };
}

function isEnd(sign: string): boolean {
  return sign === '\n' || sign === '\r';
}

type Read = (CsvField & { readonly next: number }) | (Span & { readonly message: string });

function bare(text: string, from: number): Read {
  let to = from;
  while (to < text.length && text.charAt(to) !== ',' && !isEnd(text.charAt(to))) to += 1;
  return { from, to, text: text.slice(from, to), next: to };
}

function quoted(text: string, from: number): Read {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at)) {
    if (text.charAt(at + 1) === '"') {
      at += 2;
      continue;
    }
    let next = at + 1;
    while (next < text.length && text.charAt(next) !== ',' && !isEnd(text.charAt(next))) {
      if (!/\s/.test(text.charAt(next)))
        return { from: next, to: next + 1, message: 'Something follows the closing quote of this value.' };
      next += 1;
    }
    return { from, to: at + 1, text: text.slice(from + 1, at).replaceAll('""', '"'), next };
  }
  return { from, to: from + 1, message: 'The closing quote of this value is missing.' };
}
