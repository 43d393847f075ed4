import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallSeen } from '../../check/servingSeen';
import { isFromProxyAlone } from '../../check/symptoms';
import { messageOf } from '../../contract/appError';
import { invocationTimeoutMs, maxBodyBytes, pingTimeoutMs, pingUserAgent } from '../../contract/hosting';
import { callContainer, readBody } from '../hosting/containerCall';
import type { Address } from '../hosting/healthCheck';
import { withLag } from './machineLag';
import type { SampleRequest } from './sampleRequests';

/** Characters of a body that are kept. */
const shownBody = 300;

/** One request to a server. */
export interface ServerRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly isChunked?: boolean;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Keeps connections; each request has one of its own without. */
  readonly agent?: Agent;
}

/** Ask a server something. */
export async function call(address: Address, request: ServerRequest): Promise<CallSeen> {
  const { method, path, headers = {}, body = Buffer.alloc(0), isChunked = false } = request;
  const agent = request.agent ?? new Agent({ keepAlive: false });
  const began = performance.now();
  const stream = { open: () => chunksOf(body) };
  const limits = {
    timeoutMs: request.timeoutMs ?? invocationTimeoutMs,
    maxResponseBytes: maxBodyBytes,
    signal: request.signal,
  };
  const sent = { address, agent, method, path, headers, body: isChunked ? stream : body };
  const answer = await callContainer(sent, limits);
  if (request.agent === undefined) agent.destroy();
  return {
    status: answer.status,
    contentType: answer.headers['content-type'] ?? '',
    milliseconds: Math.round(performance.now() - began),
    body: answer.body.subarray(0, shownBody).toString(),
    isWhole: answer.body.length <= shownBody,
    ...(answer.failure && { failure: answer.body.toString() }),
  };
}

async function* chunksOf(body: Buffer): AsyncGenerator<Buffer> {
  yield body;
  await Promise.resolve();
}

/** One health check, as the platform does it. */
export function askPing(address: Address): Promise<CallSeen> {
  const headers = { 'user-agent': pingUserAgent };
  return call(address, { method: 'GET', path: '/ping', headers, timeoutMs: pingTimeoutMs });
}

/** How often a health check is tried that comes too late. */
const pingAttempts = 3;

/** A health check that is tried again where its answer comes too late: what is late once may have had a machine with no time for it. */
export async function askPingPatiently(address: Address): Promise<CallSeen> {
  const tried: CallSeen[] = [];
  while (tried.length < pingAttempts) {
    const { result, lagMs } = await withLag(() => askPing(address));
    if (result.status !== 0) return result;
    tried.push({ ...result, lagMs });
  }
  return tried.reduce((best, one) => ((one.lagMs ?? 0) < (best.lagMs ?? 0) ? one : best));
}

/** `POST /invocations`. */
export function invoke(
  address: Address,
  { contentType, accept, body }: Pick<SampleRequest, 'contentType' | 'accept' | 'body'>,
  more: Partial<ServerRequest> = {},
): Promise<CallSeen> {
  const headers = { 'content-type': contentType, ...(accept !== undefined && { accept }), ...more.headers };
  return call(address, { method: 'POST', path: '/invocations', body, ...more, headers });
}

/** How long a proxy that is healthy by itself may wait for the server behind it, and how often that is looked at, in milliseconds. */
const behindMs = 8_000;
const behindEvery = 250;

/** The same, asked again for a while where a proxy says that nobody is there behind it yet. */
export async function invokePatiently(
  address: Address,
  sample: Pick<SampleRequest, 'contentType' | 'accept' | 'body'>,
  more: Partial<ServerRequest> = {},
): Promise<CallSeen> {
  const began = performance.now();
  let answer = await invoke(address, sample, more);
  while (isFromProxyAlone(answer) && performance.now() - began < behindMs) {
    await sleep(behindEvery);
    answer = await invoke(address, sample, more);
  }
  return answer;
}

/** Milliseconds between the halves of a body that comes slowly; on a busy machine a server may read the first one late. */
const pauseMs = 1_000;

/** `POST /invocations` with a pause in the middle of the body, whose length was said before. Never rejects. */
export async function invokeInPieces(
  address: Address,
  { contentType, accept, body }: Pick<SampleRequest, 'contentType' | 'accept' | 'body'>,
  timeoutMs: number,
): Promise<CallSeen> {
  const began = performance.now();
  const length = { 'content-length': String(body.length) };
  const headers = { 'content-type': contentType, ...(accept !== undefined && { accept }), ...length };
  const sent = httpRequest({ ...address, agent: false, method: 'POST', path: '/invocations', headers });
  sent.setTimeout(timeoutMs, () =>
    sent.destroy(new Error(`The container did not answer within ${String(timeoutMs / 1000)} s.`)),
  );
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve);
    sent.on('error', reject);
  });
  answer.catch(() => undefined);
  sent.write(body.subarray(0, body.length / 2));
  await sleep(pauseMs);
  sent.end(body.subarray(body.length / 2));
  const base = { contentType: '', milliseconds: 0, body: '' };
  try {
    const message = await answer;
    const text = (await readBody(message, maxBodyBytes))?.subarray(0, shownBody).toString() ?? '';
    const type = message.headers['content-type'] ?? '';
    const milliseconds = Math.round(performance.now() - began);
    return { status: message.statusCode ?? 0, contentType: type, milliseconds, body: text };
  } catch (error) {
    return { ...base, status: 0, failure: messageOf(error) };
  } finally {
    sent.destroy();
  }
}

/** Milliseconds until a server takes a connection: the shortest of three, as the machine may be late itself. */
export async function connectTime(address: Address): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 3; count += 1) times.push(await connectOnce(address));
  return Math.min(...times);
}

function connectOnce({ host, port }: Address): Promise<number> {
  const began = performance.now();
  return new Promise((resolve) => {
    const done = () => {
      socket.destroy();
      resolve(performance.now() - began);
    };
    const socket = connect({ host, port }, done);
    socket.setTimeout(pingTimeoutMs, done);
    socket.on('error', done);
  });
}
