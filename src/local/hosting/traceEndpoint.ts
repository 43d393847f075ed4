import { request } from 'node:http';
import { AppError } from '../../contract/appError';
import type { JobState } from '../../jobs/jobState';
import type { Trace, TraceRequest } from '../../jobs/trace';

/** Path below an endpoint's URL that takes a `TraceRequest` and answers with a `Trace`. */
export function tracePath(endpoint: string): string {
  return `/endpoints/${endpoint}/trace`;
}

/** Ask the process that runs an endpoint to trace a request. @throws AppError `endpoint.none`, `endpoint.trace` */
export async function traceEndpoint(endpoint: JobState, trace: TraceRequest, signal: AbortSignal): Promise<Trace> {
  const { name, url, status, orphaned } = endpoint;
  if (url === undefined || status !== 'InService' || orphaned) {
    throw new AppError('endpoint.none', `${name} is not in service.`, 'Run its model, and wait until it answers.');
  }
  return traceAt(`${url}${tracePath(name)}`, trace, signal);
}

/** The same for an endpoint that is known by the URL of its traces. @throws AppError `endpoint.trace` */
export async function traceAt(url: string, trace: TraceRequest, signal: AbortSignal): Promise<Trace> {
  const answer = await post(url, JSON.stringify(trace), signal);
  // Written by us only, so its shape is trusted.
  const content = JSON.parse(answer.text) as Trace & { readonly Message?: string };
  if (answer.status === 200) return content;
  throw new AppError('endpoint.trace', content.Message ?? `${url} refused the trace.`, 'Correct the request.');
}

function post(
  url: string,
  text: string,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const sent = request(url, { method: 'POST', headers, signal, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}
