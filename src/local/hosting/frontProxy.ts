import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, messageOf } from '../../contract/appError';
import { invocationTimeoutMs, maxBodyBytes, requestHeaders, responseHeaders } from '../../contract/hosting';
import { modelError } from '../../contract/modelError';
import type { Trace, TraceRequest } from '../../jobs/trace';
import { readBody } from './containerCall';
import { invocationTarget, targetHeader } from './invocationTarget';
import type { ModelAnswer, ModelClient } from './modelClient';
import { tracePath } from './traceEndpoint';
import { readTraceRequest } from './traceRequest';

/** Longest JSON text of a trace: a body as base64, and headers. */
const maxTraceBytes = 2 * maxBodyBytes;

/** The endpoint that a proxy stands for. */
export interface ProxiedEndpoint {
  readonly name: string;
  readonly variant: string;
  readonly region: string;
  readonly client: ModelClient;
  /** Answers `POST /endpoints/NAME/trace`. */
  readonly trace: (request: TraceRequest) => Promise<Trace>;
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
  const isTrace = path === tracePath(endpoint.name);
  if (!isInvocation && !isTrace && path !== '/ping') {
    const use = `Use POST /endpoints/${endpoint.name}/invocations.`;
    refuse(outgoing, 404, 'ValidationError', `There is no ${path} here. ${use}`);
    return;
  }
  if (path !== '/ping' && incoming.method !== 'POST') {
    refuse(outgoing, 405, 'ValidationError', `${String(incoming.method)} is not allowed on ${path}; use POST.`);
    return;
  }
  const body = await readBody(incoming, isTrace ? maxTraceBytes : maxBodyBytes);
  if (!body) {
    const limit = `The request body is longer than ${String(maxBodyBytes)} bytes, the limit of a real-time endpoint.`;
    refuse(outgoing, 413, 'ValidationError', limit);
  } else if (isTrace) await trace(endpoint, incoming, body, outgoing);
  else if (isInvocation) await invoke(endpoint, incoming, body, outgoing);
  else reply(endpoint, await endpoint.client.ask('GET', '/ping', limitsOf(endpoint)), outgoing);
}

function limitsOf({ timeoutMs = invocationTimeoutMs }: ProxiedEndpoint) {
  return { timeoutMs, maxResponseBytes: maxBodyBytes };
}

async function invoke(
  endpoint: ProxiedEndpoint,
  { headers }: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<void> {
  const sent = requestHeaders(headers);
  const target = invocationTarget(endpoint.client.model, sent[targetHeader]);
  if ('refusal' in target) refuse(outgoing, 400, 'ValidationError', target.refusal);
  else reply(endpoint, await endpoint.client.invoke({ headers: sent, body, ...target }, limitsOf(endpoint)), outgoing);
}

async function trace(
  endpoint: ProxiedEndpoint,
  { headers }: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<void> {
  const { members } = endpoint.client.model;
  // Asked for with this type, no page in a browser can send it unasked.
  const request = headers['content-type'] === 'application/json' ? readTraceRequest(body) : undefined;
  if (!request) refuse(outgoing, 400, 'ValidationError', 'A trace takes a JSON object with from, headers and body.');
  else if (!members[request.from]) {
    const message = `The model has ${String(members.length)} container(s), none with index ${String(request.from)}.`;
    refuse(outgoing, 400, 'ValidationError', message);
  } else if (Buffer.byteLength(request.body, 'base64') > maxBodyBytes) {
    const limit = `The request body is longer than ${String(maxBodyBytes)} bytes, the limit of a real-time endpoint.`;
    refuse(outgoing, 413, 'ValidationError', limit);
  } else {
    const text = JSON.stringify(await endpoint.trace(request));
    outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    outgoing.end(text);
  }
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
  const { hostname, stream } = answer.member;
  const { name, region, client } = endpoint;
  const container = client.model.members.length > 1 ? hostname : undefined;
  const failed = { endpoint: name, region, stream, container };
  send(outgoing, 424, 'ModelError', modelError(failed, answer.status, answer.body.toString('utf8')));
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
