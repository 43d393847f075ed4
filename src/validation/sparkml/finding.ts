import type { Span } from '../../grammars/mappedText';

/** A change of a schema's text. */
export interface TextChange extends Span {
  readonly text: string;
}

/** One way to repair what was found. */
export interface Repair {
  /** Imperative, without a full stop: what the editor offers. */
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** Something that the container says no to, or that is suspicious: before its place in a file is looked up. Offsets are those of the schema. */
export interface Finding extends Span {
  /** Rule id: a key of `sparkmlRules`. */
  readonly code: string;
  readonly message: string;
  readonly action?: string;
  /** The best first. */
  readonly repairs?: readonly Repair[];
  /** Where the rule's own severity is not right here. */
  readonly severity?: 'error' | 'warning' | 'info';
  /** Where the container's parser notices it; absent for the place itself. A key is missing at the end of its object only. */
  readonly noticedAt?: number;
}

/** The repair that puts `text` in the place of a span. */
export function replace({ from, to }: Span, text: string, title: string): Repair {
  return { title, changes: [{ from, to, text }] };
}

/** The order in which the container's parser comes upon them. */
export function byPlace(a: Finding, b: Finding): number {
  return (a.noticedAt ?? a.from) - (b.noticedAt ?? b.from) || a.from - b.from || a.to - b.to;
}

/** The same finding in a text that has so many characters more before it. */
export function moved<Found extends Finding>(finding: Found, by: number): Found {
  const repairs = finding.repairs?.map(({ title, changes }): Repair => ({
    title,
    changes: changes.map(({ from, to, text }) => ({ from: from + by, to: to + by, text })),
  }));
  const noticedAt = finding.noticedAt === undefined ? undefined : finding.noticedAt + by;
  return {
    ...finding,
    from: finding.from + by,
    to: finding.to + by,
    ...(noticedAt !== undefined && { noticedAt }),
    ...(repairs && { repairs }),
  };
}
