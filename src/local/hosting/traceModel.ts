import { open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { invocationTimeoutMs, maxBodyBytes, requestHeaders } from '../../contract/hosting';
import type { Hop, HopRequest, HopResponse, TraceRequest } from '../../jobs/trace';
import { linesOf } from '../../jobs/lineSplitter';
import { logFile, type JobFolder } from '../jobs/jobFolder';
import { isMissing } from '../../machine/jsonFile';
import type { ModelAnswer, ModelClient, ModelHop } from './modelClient';

/** Milliseconds without a new line after which a container counts as silent. */
const settleMs = 100;
/** Longest wait for that. */
const longestSettleMs = 1_000;
/** Longest part of a log that goes with a hop. */
const maxLogBytes = 262_144;

/** An endpoint whose ways can be traced. */
export interface Traced {
  readonly client: ModelClient;
  /** Holds the log streams of its containers. */
  readonly folder: JobFolder;
  readonly timeoutMs?: number | undefined;
}

/** The steps of a request, and what came out at the end. */
export interface TracedAnswer {
  readonly hops: readonly Hop[];
  readonly answer: ModelAnswer;
}

/** Send a request and keep what happens at each container, with what it writes from now until it falls silent. */
export async function traceModel({ client, folder, timeoutMs }: Traced, request: TraceRequest): Promise<TracedAnswer> {
  const { members } = client.model;
  const before = await Promise.all(members.map(({ stream }) => sizeOf(logFile(folder, stream))));
  const hops: ModelHop[] = [];
  const answer = await client.invoke(
    { headers: requestHeaders(request.headers), body: Buffer.from(request.body, 'base64'), from: request.from },
    { timeoutMs: timeoutMs ?? invocationTimeoutMs, maxResponseBytes: maxBodyBytes, onHop: (hop) => hops.push(hop) },
  );
  await untilSilent(hops.map(({ member }) => logFile(folder, member.stream)));
  return {
    answer,
    hops: await Promise.all(
      hops.map(async (hop) => {
        const index = members.indexOf(hop.member);
        return hopOf(hop, index, await readLines(logFile(folder, hop.member.stream), before[index] ?? 0));
      }),
    ),
  };
}

/** Stands for a body that is read while it is sent, of which a trace sends none. */
const noBytes = Buffer.alloc(0);

function hopOf(hop: ModelHop, index: number, log: readonly string[]): Hop {
  const { member, request, answer, startedAt, milliseconds } = hop;
  const text = answer.body.toString('utf8');
  const failure = answer.failure ? text : answer.status > 299 ? statusText(member.hostname, answer.status) : undefined;
  return {
    index,
    container: member.hostname,
    stream: member.stream,
    request: message(request.headers, Buffer.isBuffer(request.body) ? request.body : noBytes),
    ...(!answer.failure && { response: { status: answer.status, ...message(answer.headers, answer.body) } }),
    ...(failure !== undefined && { failure }),
    startedAt,
    milliseconds,
    log,
  };
}

function statusText(hostname: string, status: number): string {
  return `${hostname} answered with HTTP status ${String(status)}.`;
}

function message(headers: ModelHop['answer']['headers'], body: Buffer): HopRequest & Omit<HopResponse, 'status'> {
  return { headers: headersAsText(headers), body: body.toString('base64') };
}

/** Headers as a trace has them: those that are there, as text. */
export function headersAsText(headers: ModelHop['answer']['headers']): Record<string, string> {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return Object.fromEntries(given);
}

async function untilSilent(files: readonly string[]): Promise<void> {
  const sizes = async () => (await Promise.all(files.map(sizeOf))).join();
  const end = Date.now() + longestSettleMs;
  let last = await sizes();
  while (Date.now() < end) {
    await sleep(settleMs);
    const now = await sizes();
    if (now === last) return;
    last = now;
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    // A container that has not said anything yet has no log.
    if (isMissing(error)) return 0;
    throw error;
  }
}

/** The lines of a log from an offset; a log holds whole lines only. */
async function readLines(file: string, from: number): Promise<readonly string[]> {
  const bytes = Math.min((await sizeOf(file)) - from, maxLogBytes);
  if (bytes <= 0) return [];
  const log = await open(file);
  try {
    const { buffer, bytesRead } = await log.read(Buffer.alloc(bytes), 0, bytes, from);
    return linesOf(buffer.subarray(0, bytesRead));
  } finally {
    await log.close();
  }
}
