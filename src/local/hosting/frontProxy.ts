import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { messageOf } from '../../contract/appError';
import { invocationTimeoutMs, maxBodyBytes, requestHeaders } from '../../contract/hosting';
import type { Trace, TraceRequest } from '../../jobs/trace';
import { listenOnLoopback, type Listening } from '../../machine/loopback';
import { refusal, replyTo, sendReply, type Answering, type CallerReply } from './callerReply';
import { readBody } from './containerCall';
import { invocationTarget, modelRefusal, targetHeader, variantRefusal } from './invocationTarget';
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
  /** Longest time for one answer, and longest body of a request or response; those of a call that waits by default. */
  readonly limits?: ProxyLimits;
}

/** What a proxy lets pass. */
export interface ProxyLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const defaultLimits: ProxyLimits = { timeoutMs: invocationTimeoutMs, maxBytes: maxBodyBytes };

/**
 * Listen on loopback as the platform's front end does: `POST /endpoints/NAME/invocations` (InvokeEndpoint) and, for short,
 * `POST /invocations`. Keeps the limits of body and time (I7, I8), hands on the headers of the contract only (I9, I10) and
 * turns a container's error into ModelError 424 (I11).
 * @param port 0 for any free one
 * @throws AppError `port.taken`
 */
export async function openFrontProxy(endpoint: ProxiedEndpoint, port: number): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    serve(endpoint, incoming, outgoing).catch((error: unknown) => {
      sendReply(outgoing, refusal(500, 'InternalFailure', messageOf(error)));
    });
  });
  return listenOnLoopback(server, port);
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
  const { maxBytes } = endpoint.limits ?? defaultLimits;
  const body = await readBody(incoming, isTrace ? maxTraceBytes : maxBytes);
  if (!body) invalid(413, tooLong(maxBytes));
  else if (isTrace) sendReply(outgoing, await trace(endpoint, incoming.headers, body));
  else if (isInvocation) sendReply(outgoing, await invoke(endpoint, incoming.headers, body));
  else sendReply(outgoing, replyTo(answering(endpoint), await endpoint.client.ask('GET', '/ping', limitsOf(endpoint))));
}

function tooLong(maxBytes: number): string {
  return `The request body is longer than ${String(maxBytes)} bytes, the limit of this endpoint.`;
}

function limitsOf({ limits = defaultLimits }: ProxiedEndpoint) {
  return { timeoutMs: limits.timeoutMs, maxResponseBytes: limits.maxBytes };
}

function answering({ name, variant, region, client }: ProxiedEndpoint): Answering {
  return { name, variant, region, isPipeline: client.model.members.length > 1 };
}

async function invoke(endpoint: ProxiedEndpoint, headers: IncomingHttpHeaders, body: Buffer): Promise<CallerReply> {
  const sent = requestHeaders(headers);
  const wrong = variantRefusal(endpoint.variant, sent) ?? modelRefusal(endpoint.name, endpoint.client.model, sent);
  if (wrong !== undefined) return refusal(400, 'ValidationError', wrong);
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
  const sent = requestHeaders(request.headers);
  const wrong = modelRefusal(endpoint.name, model, sent);
  if (wrong !== undefined) return invalid(wrong);
  const target = invocationTarget(model, sent[targetHeader]);
  if ('refusal' in target) return invalid(target.refusal);
  const from = model.mode === 'Direct' ? target.from : request.from;
  if (!model.members[from]) {
    return invalid(`The model has ${String(model.members.length)} container(s), none with index ${String(from)}.`);
  }
  if (Buffer.byteLength(request.body, 'base64') > maxBodyBytes)
    return refusal(413, 'ValidationError', tooLong(maxBodyBytes));
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
