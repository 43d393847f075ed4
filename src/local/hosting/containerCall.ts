import { request, type Agent, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { messageOf } from '../../contract/appError';
import type { RequestBody, StreamedBody } from '../../records/payloads';
import type { Address } from './healthCheck';

/** One HTTP request to a container. */
export interface ContainerRequest {
  readonly address: Address;
  readonly agent: Agent;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
}

/** What a caller puts up with. */
export interface CallLimits {
  /** Longest time to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** Gives the call up; the answer then says so. */
  readonly signal?: AbortSignal | undefined;
}

/** Why there is no answer that counts. */
export type CallFailure =
  | 'timeout'
  | 'connection'
  | 'tooLarge'
  | 'aborted'
  /** The model that a call names is not there, or can't be unpacked. */
  | 'modelData'
  /** The model that a call names is still being loaded. */
  | 'modelNotReady';

/** A container's answer with any status; status 0 with a `failure` when it gave none that counts, and `body` then says why, for people. */
export interface ContainerAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly failure?: CallFailure;
}

/** Ask a container. @throws what reading a streamed body throws, and nothing else */
export function callContainer(call: ContainerRequest, limits: CallLimits): Promise<ContainerAnswer> {
  if (limits.signal?.aborted) return Promise.resolve(givenUp());
  const { address, agent, method, path, body } = call;
  const headers = { ...call.headers, ...framing(body) };
  return new Promise((resolve, reject) => {
    let over = false;
    const settle = (answer: ContainerAnswer) => {
      over = true;
      patience.end();
      // An answer may come before the end of what it answers: nobody wants the rest.
      if (!sent.writableEnded) sent.destroy();
      resolve(answer);
    };
    const sent = request({ ...address, agent, method, path, headers }, (response) => {
      readBody(response, limits.maxResponseBytes).then(
        (received) => {
          if (received) settle({ status: response.statusCode ?? 0, headers: response.headers, body: received });
          else
            settle(noAnswer('tooLarge', `The response body is longer than ${String(limits.maxResponseBytes)} bytes.`));
        },
        (error: unknown) => {
          settle(noAnswer('connection', `The container broke the connection: ${messageOf(error)}`));
        },
      );
    });
    const patience = watchLimits(limits, (answer) => {
      settle(answer);
      sent.destroy();
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // Ended by ourselves: asking again would have the container do everything twice.
      if (over) return;
      if (unread.error !== undefined) {
        patience.end();
        reject(unread.error);
        return;
      }
      // The container closed an idle connection just when it was used again: the request never reached it.
      if (sent.reusedSocket && error.code === 'ECONNRESET') callContainer(call, limits).then(settle, reject);
      else settle(noAnswer('connection', `The container does not answer: ${error.code ?? error.message}`));
    });
    const unread = send(body, sent);
  });
}

function framing(body: RequestBody): Record<string, string> {
  return Buffer.isBuffer(body) ? { 'content-length': String(body.length) } : { 'transfer-encoding': 'chunked' };
}

/** Send a body as fast as the container takes it. @returns where the error of one that can't be read is put, before the request has one */
function send(body: RequestBody, sent: ClientRequest): { readonly error?: Error } {
  const unread: { error?: Error } = {};
  if (Buffer.isBuffer(body)) sent.end(body);
  else {
    const parts = watched(body, (error) => (unread.error = error));
    // Its end is told by the request, which is destroyed with an error of the parts.
    pipeline(Readable.from(parts), sent, () => undefined);
  }
  return unread;
}

async function* watched(body: StreamedBody, failed: (error: Error) => void): AsyncGenerator<Buffer> {
  try {
    yield* body.open();
  } catch (error) {
    failed(error instanceof Error ? error : new Error(messageOf(error)));
    throw error;
  }
}

/** Calls `give` when the time is over or the caller gives up, unless it is ended before. */
function watchLimits({ timeoutMs, signal }: CallLimits, give: (answer: ContainerAnswer) => void): { end(): void } {
  const timer = setTimeout(() => {
    give(noAnswer('timeout', `The container did not answer within ${String(timeoutMs / 1000)} s.`));
  }, timeoutMs);
  const onAbort = () => {
    give(givenUp());
  };
  signal?.addEventListener('abort', onAbort);
  return {
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

function givenUp(): ContainerAnswer {
  return noAnswer('aborted', 'The call was given up.');
}

/** What stands for the answer of a container that gave none. */
export function noAnswer(failure: CallFailure, why: string): ContainerAnswer {
  return { status: 0, headers: {}, body: Buffer.from(why), failure };
}

/** The whole body; undefined when it is longer than the limit, after the rest was thrown away. */
export function readBody(message: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  // By events: `for await` takes a few turns of the event loop more, for each hop of each request.
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    message.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= maxBytes) parts.push(part);
      else parts.length = 0;
    });
    message.on('error', reject);
    message.on('close', () => {
      // An error collects its stack, which is dear: none for an answer that is whole, as nearly all are.
      if (!message.complete) reject(new Error('aborted'));
    });
    message.on('end', () => {
      const [only] = parts;
      resolve(length > maxBytes ? undefined : only && parts.length === 1 ? only : Buffer.concat(parts));
    });
  });
}
