import { countOf, textOf, type JsonObject } from '../jsonInput';
import { ServiceError } from '../serviceError';
import type { LogIndex, LogLine } from './logIndex';

/** Most events of one answer, and most bytes of them. */
const mostEvents = 10_000;
const mostBytes = 1024 * 1024;

/**
 * GetLogEvents: a page of a stream, with a token for what is behind it and one for what is before it. A token names a place between two
 * lines, so what is written later never moves it; the forward token of the end is the one that was sent.
 */
export async function getEvents(index: LogIndex, input: JsonObject): Promise<JsonObject> {
  const limit = countOf(input, 'limit', 1, mostEvents) ?? mostEvents;
  const least = index.firstSince(countOf(input, 'startTime', 0, Number.MAX_SAFE_INTEGER) ?? 0);
  const end = countOf(input, 'endTime', 0, Number.MAX_SAFE_INTEGER);
  const most = end === undefined ? index.count : index.firstSince(end);
  const place = placeOf(textOf(input, 'nextToken'));
  const forward = place ? place.direction === 'f' : input['startFromHead'] === true;
  const start = forward ? (place?.line ?? least) : Math.max(least, Math.min(place?.line ?? most, most) - limit);
  const stop = forward ? Math.min(most, start + limit) : Math.min(place?.line ?? most, most);
  const read = await index.read(Math.max(start, least), stop, forward ? mostBytes : Infinity);
  const lines = forward ? read : lastOf(read);
  const first = lines[0]?.index ?? start;
  const next = (lines.at(-1)?.index ?? Math.max(start, 0) - 1) + 1;
  return {
    events: lines.map(({ at, text }) => ({ timestamp: at, message: text, ingestionTime: at })),
    nextForwardToken: token('f', lines.length > 0 ? next : (place?.line ?? start)),
    nextBackwardToken: token('b', lines.length > 0 ? first : (place?.line ?? start)),
  };
}

/** As many lines from the end as fit into one answer. */
function lastOf(lines: readonly LogLine[]): readonly LogLine[] {
  let bytes = 0;
  const cut = lines.findLastIndex(({ text }) => (bytes += text.length) > mostBytes);
  return lines.slice(Math.min(cut + 1, lines.length - 1));
}

function token(direction: 'f' | 'b', line: number): string {
  return `${direction}/${String(line).padStart(56, '0')}/s`;
}

function placeOf(text: string | undefined): { readonly direction: string; readonly line: number } | undefined {
  if (text === undefined) return undefined;
  const [, direction, line] = /^([fb])\/(\d{56})\/s$/.exec(text) ?? [];
  if (direction !== undefined && line !== undefined) return { direction, line: Number(line) };
  throw new ServiceError('InvalidParameterException', 'The specified nextToken is invalid.');
}
