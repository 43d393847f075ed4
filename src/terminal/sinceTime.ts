import { InvalidArgumentError } from 'commander';

/** Milliseconds of each unit of a time that lies so far back. */
const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 24 * 3_600_000,
  w: 7 * 24 * 3_600_000,
};

/**
 * The time that `--since` names, as `aws logs tail` takes it: so far back (`90s`, `10m`, `2h`, `1d`, `1w`), or a time of ISO 8601, which
 * is UTC unless it says otherwise.
 * @param now milliseconds since the Unix epoch, as is what is returned
 * @throws InvalidArgumentError
 */
export function sinceTime(text: string, now: number): number {
  const [, count, unit = ''] = /^(\d{1,9})([a-z])$/.exec(text) ?? [];
  const back = units[unit];
  if (count !== undefined && back !== undefined) return now - Number(count) * back;
  const hasTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text);
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text.slice(11));
  const time = /^\d{4}-\d\d-\d\d(?:T|$)/.test(text) ? Date.parse(hasTime && !hasZone ? `${text}Z` : text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new InvalidArgumentError('Write how far back, 90s, 10m, 2h, 1d or 1w, or a time like 2026-01-31T14:00:00Z.');
}
