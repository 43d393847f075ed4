import { randomUUID } from 'node:crypto';
import {
  Agent,
  createServer,
  request,
  type IncomingMessage,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, messageOf } from '../contract/appError';
import { invocationTimeoutMs, maxBodyBytes, requestHeaders, responseHeaders } from '../contract/hosting';
import { modelError } from '../contract/modelError';
import type { Address } from './healthCheck';

/** The endpoint that a proxy stands for. */
export interface ProxiedEndpoint {
  readonly name: string;
  readonly variant: string;
  readonly region: string;
  /** Where its container listens. */
  readonly container: Address;
  /** Longest time for one answer; the platform's own by default. */
  readonly timeoutMs?: number;
}

export interface FrontProxy {
  readonly port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * Listen on loopback as the platform's front end does: `POST /endpoints/NAME/invocations` (InvokeEndpoint) and, for short,
 * `POST /invocations`. Keeps the limits of body and time (I7, I8), hands on the headers of the contract only (I9, I10) and
 * turns a container's error into ModelError 424 (I11).
 * @param port 0 for any free one
 * @throws AppError `port.taken`
 */
export async function openFrontProxy(endpoint: ProxiedEndpoint, port: number): Promise<FrontProxy> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    serve(endpoint, agent, incoming, outgoing).catch((error: unknown) => {
      refuse(outgoing, 500, 'InternalFailure', messageOf(error));
    });
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      agent.destroy();
      const closed = new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = new AppError(
        'port.taken',
        `Port ${String(port)} on 127.0.0.1 is taken.`,
        'Name another with --port, or none for any free one.',
        { cause },
      );
      reject(cause.code === 'EADDRINUSE' ? taken : cause);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function serve(
  endpoint: ProxiedEndpoint,
  agent: Agent,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const [path = '/'] = (incoming.url ?? '/').split('?');
  const isInvocation = path === '/invocations' || path === `/endpoints/${endpoint.name}/invocations`;
  if (!isInvocation && path !== '/ping') {
    refuse(
      outgoing,
      404,
      'ValidationError',
      `There is no ${path} here. Use POST /endpoints/${endpoint.name}/invocations.`,
    );
    return;
  }
  if (isInvocation && incoming.method !== 'POST') {
    refuse(outgoing, 405, 'ValidationError', `${String(incoming.method)} is not allowed on ${path}; use POST.`);
    return;
  }
  const body = await readBody(incoming);
  if (!body) {
    const limit = `The request body is longer than ${String(maxBodyBytes)} bytes, the limit of a real-time endpoint.`;
    refuse(outgoing, 413, 'ValidationError', limit);
    return;
  }
  const headers = { ...requestHeaders(incoming.headers), 'content-length': String(body.length) };
  const call = {
    ...endpoint.container,
    agent,
    headers,
    method: incoming.method ?? 'POST',
    path: isInvocation ? '/invocations' : '/ping',
  };
  const answer = await ask(call, body, endpoint.timeoutMs ?? invocationTimeoutMs);
  reply(endpoint, answer, outgoing);
}

/** The container's answer; status 0 with a reason when it gave none that counts. */
interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

type Call = RequestOptions;

function ask(call: Call, body: Buffer, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    let settled = false;
    const settle = (answer: Answer) => {
      settled = true;
      clearTimeout(timer);
      resolve(answer);
    };
    const failed = (reason: string) => {
      settle({ status: 0, headers: {}, body: Buffer.from(reason) });
    };
    const sent = request(call, (response) => {
      readBody(response).then(
        (received) => {
          if (received) settle({ status: response.statusCode ?? 0, headers: response.headers, body: received });
          else
            failed(
              `The response body is longer than ${String(maxBodyBytes)} bytes, the limit of a real-time endpoint.`,
            );
        },
        (error: unknown) => {
          failed(`The container broke the connection: ${messageOf(error)}`);
        },
      );
    });
    const timer = setTimeout(() => {
      failed(`The container did not answer within ${String(timeoutMs / 1000)} s.`);
      sent.destroy();
    }, timeoutMs);
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // Ended by ourselves: asking again would have the container do everything twice.
      if (settled) return;
      // The container closed an idle connection just when it was used again: the request never reached it.
      if (sent.reusedSocket && error.code === 'ECONNRESET') {
        ask(call, body, timeoutMs).then(settle, () => {
          failed(error.message);
        });
      } else failed(`The container does not answer: ${error.code ?? error.message}`);
    });
    sent.end(body);
  });
}

function reply(endpoint: ProxiedEndpoint, answer: Answer, outgoing: ServerResponse): void {
  if (answer.status >= 200 && answer.status < 300) {
    outgoing.writeHead(200, {
      ...responseHeaders(answer.headers),
      'content-length': answer.body.length,
      'x-amzn-requestid': randomUUID(),
      'x-amzn-invoked-production-variant': endpoint.variant,
    });
    outgoing.end(answer.body);
    return;
  }
  send(outgoing, 424, 'ModelError', modelError(endpoint, answer.status, answer.body.toString('utf8')));
}

/** The whole body; undefined when it is longer than the limit, after the rest was thrown away. */
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= maxBodyBytes) parts.push(part);
    else parts.length = 0;
  }
  return length <= maxBodyBytes ? Buffer.concat(parts) : undefined;
}

function refuse(outgoing: ServerResponse, status: number, code: string, message: string): void {
  send(outgoing, status, code, { Message: message });
}

function send(outgoing: ServerResponse, status: number, code: string, content: object): void {
  const body = JSON.stringify(content);
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-amzn-errortype': code,
    'x-amzn-requestid': randomUUID(),
  });
  outgoing.end(body);
}
