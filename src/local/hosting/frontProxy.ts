import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, messageOf } from '../../contract/appError';
import { invocationTimeoutMs, maxBodyBytes, requestHeaders, responseHeaders } from '../../contract/hosting';
import { modelError } from '../../contract/modelError';
import { readBody } from './containerCall';
import type { ModelAnswer, ModelClient } from './modelClient';

/** The endpoint that a proxy stands for. */
export interface ProxiedEndpoint {
  readonly name: string;
  readonly variant: string;
  readonly region: string;
  readonly client: ModelClient;
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
  const server = createServer((incoming, outgoing) => {
    serve(endpoint, incoming, outgoing).catch((error: unknown) => {
      refuse(outgoing, 500, 'InternalFailure', messageOf(error));
    });
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
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

async function serve(endpoint: ProxiedEndpoint, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
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
  const body = await readBody(incoming, maxBodyBytes);
  if (!body) {
    const limit = `The request body is longer than ${String(maxBodyBytes)} bytes, the limit of a real-time endpoint.`;
    refuse(outgoing, 413, 'ValidationError', limit);
    return;
  }
  const limits = { timeoutMs: endpoint.timeoutMs ?? invocationTimeoutMs, maxResponseBytes: maxBodyBytes };
  const answer = isInvocation
    ? await endpoint.client.invoke({ headers: requestHeaders(incoming.headers), body }, limits)
    : await endpoint.client.ask('GET', '/ping', limits);
  reply(endpoint, answer, outgoing);
}

function reply(endpoint: ProxiedEndpoint, answer: ModelAnswer, outgoing: ServerResponse): void {
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
