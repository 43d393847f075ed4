import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, messageOf } from '../../contract/appError';
import { invocationTimeoutMs, maxBodyBytes, requestHeaders } from '../../contract/hosting';
import type { Trace, TraceRequest } from '../../jobs/trace';
import { refusal, replyTo, sendReply, type Answering, type CallerReply } from './callerReply';
import { readBody } from './containerCall';
import { invocationTarget, targetHeader } from './invocationTarget';
import type { ModelClient } from './modelClient';
import { tracePath } from './traceEndpoint';
import { headersAsText, type TracedAnswer } from './traceModel';
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
  readonly trace: (request: TraceRequest) => Promise<TracedAnswer>;
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
      sendReply(outgoing, refusal(500, 'InternalFailure', messageOf(error)));
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
  const invalid = (status: number, message: string) => {
    sendReply(outgoing, refusal(status, 'ValidationError', message));
  };
  if (!isInvocation && !isTrace && path !== '/ping') {
    invalid(404, `There is no ${path} here. Use POST /endpoints/${endpoint.name}/invocations.`);
    return;
  }
  if (path !== '/ping' && incoming.method !== 'POST') {
    invalid(405, `${String(incoming.method)} is not allowed on ${path}; use POST.`);
    return;
  }
  const body = await readBody(incoming, isTrace ? maxTraceBytes : maxBodyBytes);
  if (!body) invalid(413, tooLong);
  else if (isTrace) sendReply(outgoing, await trace(endpoint, incoming.headers, body));
  else if (isInvocation) sendReply(outgoing, await invoke(endpoint, incoming.headers, body));
  else sendReply(outgoing, replyTo(answering(endpoint), await endpoint.client.ask('GET', '/ping', limitsOf(endpoint))));
}

const tooLong = `The request body is longer than ${String(maxBodyBytes)} bytes, the limit of a real-time endpoint.`;

function limitsOf({ timeoutMs = invocationTimeoutMs }: ProxiedEndpoint) {
  return { timeoutMs, maxResponseBytes: maxBodyBytes };
}

function answering({ name, variant, region, client }: ProxiedEndpoint): Answering {
  return { name, variant, region, isPipeline: client.model.members.length > 1 };
}

async function invoke(endpoint: ProxiedEndpoint, headers: IncomingHttpHeaders, body: Buffer): Promise<CallerReply> {
  const sent = requestHeaders(headers);
  const target = invocationTarget(endpoint.client.model, sent[targetHeader]);
  if ('refusal' in target) return refusal(400, 'ValidationError', target.refusal);
  const answer = await endpoint.client.invoke({ headers: sent, body, ...target }, limitsOf(endpoint));
  return replyTo(answering(endpoint), answer);
}

async function trace(endpoint: ProxiedEndpoint, headers: IncomingHttpHeaders, body: Buffer): Promise<CallerReply> {
  const { model } = endpoint.client;
  const invalid = (message: string) => refusal(400, 'ValidationError', message);
  // Asked for with this type, no page in a browser can send it unasked.
  const request = headers['content-type'] === 'application/json' ? readTraceRequest(body) : undefined;
  if (!request) return invalid('A trace takes a JSON object with from, headers and body.');
  const target = invocationTarget(model, requestHeaders(request.headers)[targetHeader]);
  if ('refusal' in target) return invalid(target.refusal);
  const from = model.mode === 'Direct' ? target.from : request.from;
  if (!model.members[from]) {
    return invalid(`The model has ${String(model.members.length)} container(s), none with index ${String(from)}.`);
  }
  if (Buffer.byteLength(request.body, 'base64') > maxBodyBytes) return refusal(413, 'ValidationError', tooLong);
  const { hops, answer } = await endpoint.trace({ ...request, from });
  const { status, headers: replied, body: text } = replyTo(answering(endpoint), answer);
  const response = { status, headers: headersAsText(replied), body: text.toString('base64') };
  const content: Trace = { hops, response };
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(content)),
  };
}
