import { createReadStream } from 'node:fs';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream';
import { requestHeaders } from '../../contract/hosting';
import type { JobState } from '../../jobs/jobState';
import { ServiceError } from '../serviceError';

/** What an endpoint answered. */
export interface EndpointAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** An invocation on its way to the process that runs an endpoint. */
export interface EndpointCall {
  readonly headers: IncomingHttpHeaders;
  /** As it came, or the absolute path of a file with it. */
  readonly body: Buffer | { readonly path: string; readonly bytes: number };
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

/** Headers of a connection, not of an answer. */
const hopHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'date',
]);

/**
 * Send an invocation to the process that runs an endpoint, which keeps the limits and writes the errors of InvokeEndpoint.
 * @throws ServiceError `InternalFailure` when it is gone; the signal's own error when the call was given up
 */
export function callEndpoint(state: JobState, { headers, body, signal }: EndpointCall): Promise<EndpointAnswer> {
  const url = `${state.url ?? ''}/endpoints/${state.name}/invocations`;
  const bytes = Buffer.isBuffer(body) ? body.length : body.bytes;
  return new Promise((resolve, reject) => {
    const sent = { ...requestHeaders(headers), 'content-length': bytes };
    const options = { method: 'POST', headers: sent, agent: false, ...(signal && { signal }) } as const;
    const call = request(url, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => {
        const own = Object.entries(answer.headers).filter(([name]) => !hopHeaders.has(name));
        resolve({ status: answer.statusCode ?? 500, headers: Object.fromEntries(own), body: Buffer.concat(parts) });
      });
    });
    call.once('error', (error) => {
      const gone = `The endpoint ${state.name} does not answer: ${error.message}.`;
      reject(signal?.aborted ? error : new ServiceError('InternalFailure', gone, 500));
    });
    if (Buffer.isBuffer(body)) call.end(body);
    // A file that can't be read destroys the call, which tells of it.
    else pipeline(createReadStream(body.path), call, () => undefined);
  });
}
