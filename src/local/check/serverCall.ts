import { Agent } from 'node:http';
import { connect } from 'node:net';
import type { CallSeen } from '../../check/observations';
import { invocationTimeoutMs, maxBodyBytes, pingTimeoutMs, pingUserAgent } from '../../contract/hosting';
import { callContainer } from '../hosting/containerCall';
import type { Address } from '../hosting/healthCheck';
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
}

/** Ask a server something. */
export async function call(address: Address, request: ServerRequest): Promise<CallSeen> {
  const { method, path, headers = {}, body = Buffer.alloc(0), isChunked = false } = request;
  const agent = new Agent({ keepAlive: false });
  const began = performance.now();
  const stream = { open: () => chunksOf(body) };
  const limits = {
    timeoutMs: request.timeoutMs ?? invocationTimeoutMs,
    maxResponseBytes: maxBodyBytes,
    signal: request.signal,
  };
  const sent = { address, agent, method, path, headers, body: isChunked ? stream : body };
  const answer = await callContainer(sent, limits);
  agent.destroy();
  return {
    status: answer.status,
    contentType: answer.headers['content-type'] ?? '',
    milliseconds: Math.round(performance.now() - began),
    body: answer.body.subarray(0, shownBody).toString(),
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

/** `POST /invocations`. */
export function invoke(
  address: Address,
  { contentType, accept, body }: Pick<SampleRequest, 'contentType' | 'accept' | 'body'>,
  more: Partial<ServerRequest> = {},
): Promise<CallSeen> {
  const headers = { 'content-type': contentType, ...(accept !== undefined && { accept }) };
  return call(address, { method: 'POST', path: '/invocations', headers, body, ...more });
}

/** Milliseconds until a server takes a connection: the middle one of three. */
export async function connectTime(address: Address): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 3; count += 1) times.push(await connectOnce(address));
  return times.sort((one, other) => one - other)[1] ?? 0;
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
