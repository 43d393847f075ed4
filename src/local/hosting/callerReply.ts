import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { responseHeaders } from '../../contract/hosting';
import { modelError } from '../../contract/modelError';
import type { ModelAnswer } from './modelClient';

/** What a caller of an endpoint gets. */
export interface CallerReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The endpoint that answers. */
export interface Answering {
  readonly name: string;
  readonly variant: string;
  readonly region: string;
  /** Several containers: then the one that failed is named. */
  readonly isPipeline: boolean;
}

/** A model's answer as its caller sees it: 200 with the headers of the contract (I10), or ModelError 424 (I11); what a multi-model endpoint can't ask any container for is refused (I30). */
export function replyTo(endpoint: Answering, answer: ModelAnswer): CallerReply {
  const { status, headers, body, member } = answer;
  if (status >= 200 && status < 300) {
    const own = { ...requestId(), 'x-amzn-invoked-production-variant': endpoint.variant };
    return { status: 200, headers: { ...responseHeaders(headers), ...own }, body };
  }
  if (answer.failure === 'modelData') return refusal(400, 'ValidationError', body.toString('utf8'));
  if (answer.failure === 'modelNotReady') return refusal(429, 'ModelNotReadyException', body.toString('utf8'));
  const { name, region, isPipeline } = endpoint;
  const container = isPipeline ? member.hostname : undefined;
  const failed = { endpoint: name, region, stream: member.stream, container };
  return errorReply(424, 'ModelError', modelError(failed, status, body.toString('utf8')));
}

/** A request that never reaches a container. */
export function refusal(status: number, code: string, message: string): CallerReply {
  return errorReply(status, code, { Message: message });
}

/** Send a reply. */
export function sendReply(outgoing: ServerResponse, { status, headers, body }: CallerReply): void {
  outgoing.writeHead(status, { ...headers, 'content-length': body.length });
  outgoing.end(body);
}

function errorReply(status: number, code: string, content: object): CallerReply {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code, ...requestId() };
  return { status, headers, body: Buffer.from(JSON.stringify(content)) };
}

function requestId(): Record<string, string> {
  return { 'x-amzn-requestid': randomUUID() };
}
