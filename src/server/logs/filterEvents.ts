import { createHash } from 'node:crypto';
import { countOf, textOf, type JsonObject } from '../jsonInput';
import { ServiceError } from '../serviceError';
import { filterPattern } from './filterPattern';
import type { LogLine } from './logIndex';
import type { LogStream } from './logStreams';

const mostEvents = 10_000;
/** Bytes that are looked at for one answer; what is behind them comes with the next token, as an answer may be short or empty. */
const mostBytes = 1024 * 1024;

/** How far each stream was looked through, by its name. */
type Places = Readonly<Record<string, number>>;

/** FilterLogEvents: the lines of several streams that match, sorted by their times. */
export async function filterEvents(streams: readonly LogStream[], input: JsonObject): Promise<JsonObject> {
  const limit = countOf(input, 'limit', 1, mostEvents) ?? mostEvents;
  const start = countOf(input, 'startTime', 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const end = countOf(input, 'endTime', 0, Number.MAX_SAFE_INTEGER);
  const matches = filterPattern(textOf(input, 'filterPattern') ?? '');
  const places = placesOf(textOf(input, 'nextToken'));
  const windows = await Promise.all(
    streams.map(async (stream) => {
      const from = places[stream.name] ?? stream.index.firstSince(start);
      const to = end === undefined ? stream.index.count : stream.index.firstSince(end + 1);
      const lines = await stream.index.read(from, Math.min(to, from + limit), mostBytes);
      return { stream, from, lines, isWhole: from + lines.length >= to };
    }),
  );
  // Lines behind the end of a stream's window could be older than those of another: they wait for the next answer.
  const horizon = Math.min(...windows.map(({ lines, isWhole }) => (isWhole ? Infinity : (lines.at(-1)?.at ?? 0))));
  const due = windows
    .flatMap(({ stream, lines }) => lines.filter(({ at }) => at <= horizon).map((line) => ({ stream, line })))
    .sort((one, other) => one.line.at - other.line.at)
    .slice(0, limit);
  const next = Object.fromEntries(
    windows.map(({ stream, from }) => [stream.name, from + due.filter((one) => one.stream === stream).length]),
  );
  const isDone = windows.every(
    ({ stream, from, lines, isWhole }) => isWhole && next[stream.name] === from + lines.length,
  );
  return {
    events: due.filter(({ line }) => matches(line.text)).map(({ stream, line }) => event(stream, line)),
    searchedLogStreams: [],
    ...(!isDone && { nextToken: Buffer.from(JSON.stringify(next)).toString('base64url') }),
  };
}

function event({ name }: LogStream, { index, at, text }: LogLine): JsonObject {
  const stream = createHash('sha256').update(name).digest().readUInt32BE(0);
  const eventId = String(at).padStart(20, '3') + String(stream).padStart(10, '0') + String(index).padStart(26, '0');
  return { logStreamName: name, timestamp: at, message: text, ingestionTime: at, eventId };
}

function placesOf(token: string | undefined): Places {
  if (token === undefined) return {};
  try {
    const places: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (typeof places === 'object' && places !== null && Object.values(places).every(Number.isInteger))
      return places as Places;
  } catch {
    // Told below.
  }
  throw new ServiceError('InvalidParameterException', 'The specified nextToken is invalid.');
}
