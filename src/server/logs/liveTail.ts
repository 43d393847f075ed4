import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { localAccount } from '../../contract/resourceArn';
import { moved } from '../clock';
import { eventMessage, eventStreamType, exceptionMessage } from '../eventStream';
import { textOf, type JsonObject } from '../jsonInput';
import type { Call } from '../service';
import { ServiceError } from '../serviceError';
import { filterPattern } from './filterPattern';
import type { LogStream, LogStreams } from './logStreams';

const contentType = 'application/x-amz-json-1.1';
const intervalMs = 1_000;
const longestMs = 3 * 3_600_000;
const mostGroups = 10;
/** Events of one update; more are sampled. */
const mostEvents = 500;
/** Updates that wait for a slow client; then the oldest are dropped. */
const mostUpdates = 10;
/** Bytes that are read of a stream for one update. */
const mostBytes = 4 * 1024 * 1024;

/** What a session shows. */
interface Wanted {
  readonly groups: readonly string[];
  readonly isWanted: (stream: string) => boolean;
  readonly matches: (line: string) => boolean;
}

/**
 * StartLiveTail: what is written to log groups from now on, as one event each second, until the client goes or three hours are over.
 * @throws ServiceError before the stream has begun
 */
export async function liveTail(call: Call, streams: LogStreams, input: JsonObject): Promise<void> {
  const tail = new Tail(streams, wantedBy(input));
  await tail.begin();
  const { outgoing } = call;
  const gone = new AbortController();
  outgoing.once('close', () => {
    gone.abort();
  });
  const send = (event: string, members: JsonObject) =>
    outgoing.write(eventMessage(event, contentType, payload(call, members)));
  outgoing.writeHead(200, { 'content-type': eventStreamType });
  send('initial-response', {});
  send('sessionStart', { ...input, requestId: call.id, sessionId: randomUUID() });
  const waiting: JsonObject[] = [];
  for (const end = Date.now() + call.clockOffset + longestMs; Date.now() + call.clockNow() < end;) {
    await sleep(intervalMs, undefined, { signal: gone.signal }).catch(() => undefined);
    if (gone.signal.aborted) return;
    waiting.push(await tail.update());
    if (waiting.length > mostUpdates) waiting.shift();
    while (waiting.length > 0 && !outgoing.writableNeedDrain) send('sessionUpdate', waiting.shift() ?? {});
  }
  const message = 'The session is over: it is three hours old.';
  outgoing.end(exceptionMessage('SessionTimeoutException', contentType, payload(call, { message })));
}

function payload({ clockOffset }: Call, members: JsonObject): Buffer {
  return Buffer.from(JSON.stringify(moved(members, clockOffset)));
}

/** How far each stream was shown. */
class Tail {
  private readonly places = new Map<string, number>();

  constructor(
    private readonly streams: LogStreams,
    private readonly wanted: Wanted,
  ) {}

  /** What is written by now is not shown. @throws ServiceError `ResourceNotFoundException` */
  async begin(): Promise<void> {
    const found = await this.current();
    const isThere = this.wanted.groups.every((name) => found.groups.includes(name));
    if (!isThere) throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.');
    for (const { group, stream } of found.streams) this.places.set(`${group} ${stream.name}`, stream.index.count);
  }

  /** What came since the last time. */
  async update(): Promise<JsonObject> {
    let isSampled = false;
    const events: JsonObject[] = [];
    for (const { group, stream } of (await this.current()).streams) {
      const key = `${group} ${stream.name}`;
      const from = this.places.get(key) ?? 0;
      const to = stream.index.count;
      const lines = await stream.index.read(from, to, mostBytes);
      isSampled ||= lines.length < to - from;
      this.places.set(key, to);
      const matching = lines.filter(({ text }) => this.wanted.matches(text));
      events.push(...matching.map(({ at, text }) => this.event(group, stream, { at, text })));
    }
    isSampled ||= events.length > mostEvents;
    return { sessionMetadata: { sampled: isSampled }, sessionResults: sample(events) };
  }

  private event(group: string, { name }: LogStream, line: { readonly at: number; readonly text: string }): JsonObject {
    return {
      logStreamName: name,
      logGroupIdentifier: `${localAccount}:${group}`,
      message: line.text,
      timestamp: line.at,
      ingestionTime: line.at,
    };
  }

  private async current(): Promise<{
    readonly groups: readonly string[];
    readonly streams: readonly { readonly group: string; readonly stream: LogStream }[];
  }> {
    const groups = (await this.streams.groups()).filter(({ name }) => this.wanted.groups.includes(name));
    const found = await Promise.all(
      groups.map(async (group) => {
        const streams = (await this.streams.streams(group, '')).filter(({ name }) => this.wanted.isWanted(name));
        return streams.map((stream) => ({ group: group.name, stream }));
      }),
    );
    return { groups: groups.map(({ name }) => name), streams: found.flat() };
  }
}

/** As many as an update takes, spread evenly. */
function sample(events: readonly JsonObject[]): readonly JsonObject[] {
  if (events.length <= mostEvents) return events;
  return events.filter(
    (_event, index) =>
      Math.floor((index * mostEvents) / events.length) !== Math.floor(((index - 1) * mostEvents) / events.length),
  );
}

function wantedBy(input: JsonObject): Wanted {
  const groups = textsOf(input, 'logGroupIdentifiers');
  const names = textsOf(input, 'logStreamNames');
  const prefixes = textsOf(input, 'logStreamNamePrefixes');
  const refuse = (message: string) => new ServiceError('InvalidParameterException', message);
  if (groups.length === 0 || groups.length > mostGroups) {
    throw refuse(`logGroupIdentifiers holds 1 to ${String(mostGroups)} log groups.`);
  }
  if (names.length > 0 && prefixes.length > 0) throw refuse('Give logStreamNames or logStreamNamePrefixes, not both.');
  if (names.length + prefixes.length > 0 && groups.length > 1)
    throw refuse('Streams can be named in one log group only.');
  const isAll = names.length + prefixes.length === 0;
  return {
    groups: groups.map((group) => group.replace(/^arn:.*?:log-group:/, '').replace(/:\*$/, '')),
    isWanted: (stream) => isAll || names.includes(stream) || prefixes.some((prefix) => stream.startsWith(prefix)),
    matches: filterPattern(textOf(input, 'logEventFilterPattern') ?? ''),
  };
}

function textsOf(input: JsonObject, member: string): readonly string[] {
  const list = input[member] ?? [];
  if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return list;
  throw new ServiceError('SerializationException', `${member} must be a list of strings.`);
}
