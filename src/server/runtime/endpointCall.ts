import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { requestHeaders } from '../../contract/hosting';
import type { JobState } from '../../jobs/jobState';
import { ServiceError } from '../serviceError';

/** What an endpoint answered. */
export interface EndpointAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
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
 * @throws ServiceError `InternalFailure` when it is gone
 */
export function callEndpoint(state: JobState, headers: IncomingHttpHeaders, body: Buffer): Promise<EndpointAnswer> {
  const url = `${state.url ?? ''}/endpoints/${state.name}/invocations`;
  return new Promise((resolve, reject) => {
    const sent = { ...requestHeaders(headers), 'content-length': body.length };
    const call = request(url, { method: 'POST', headers: sent, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => {
        const own = Object.entries(answer.headers).filter(([name]) => !hopHeaders.has(name));
        resolve({ status: answer.statusCode ?? 500, headers: Object.fromEntries(own), body: Buffer.concat(parts) });
      });
    });
    call.once('error', (error) => {
      reject(new ServiceError('InternalFailure', `The endpoint ${state.name} does not answer: ${error.message}.`, 500));
    });
    call.end(body);
  });
}
