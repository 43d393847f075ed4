import { request } from 'node:http';
import type { InvocationRequest } from '../../definitions/definition';
import type { Trace } from '../../jobs/trace';
import type { Answer } from '../../definitions/expectation';
import { traceAt } from './traceEndpoint';

/**
 * One InvokeEndpoint call as the SDKs make it: only the headers that the request's fields stand for.
 * @param url of the endpoint's invocations
 */
export function invokeEndpoint(
  url: string,
  fields: InvocationRequest,
  body: Buffer,
  signal: AbortSignal,
): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { ...headersOf(fields), 'Content-Length': String(body.length) };
    const sent = request(url, { method: 'POST', headers, signal, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          statusCode: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(parts).toString('utf8'),
          milliseconds: Math.round((performance.now() - started) * 10) / 10,
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The same call with each of its steps. @throws AppError `endpoint.trace` when it is refused before it reaches a container */
export async function traceInvocation(
  url: string,
  fields: InvocationRequest,
  body: Buffer,
  signal: AbortSignal,
): Promise<{ readonly answer: Answer; readonly trace: Trace }> {
  const request = { from: 0, headers: headersOf(fields), body: body.toString('base64') };
  const trace = await traceAt(url.replace(/\/invocations$/, '/trace'), request, signal);
  const { status, headers, body: text } = trace.response;
  const answer = {
    statusCode: status,
    contentType: headers['content-type'] ?? '',
    body: Buffer.from(text, 'base64').toString('utf8'),
    milliseconds: Math.round(trace.hops.reduce((sum, hop) => sum + hop.milliseconds, 0) * 10) / 10,
  };
  return { answer, trace };
}

function headersOf(fields: InvocationRequest): Record<string, string> {
  const headers: Readonly<Record<string, string | undefined>> = {
    'Content-Type': fields.ContentType,
    Accept: fields.Accept,
    'X-Amzn-SageMaker-Custom-Attributes': fields.CustomAttributes,
    'X-Amzn-SageMaker-Target-Model': fields.TargetModel,
    'X-Amzn-SageMaker-Target-Variant': fields.TargetVariant,
    'X-Amzn-SageMaker-Target-Container-Hostname': fields.TargetContainerHostname,
    'X-Amzn-SageMaker-Inference-Id': fields.InferenceId,
    'X-Amzn-SageMaker-Enable-Explanations': fields.EnableExplanations,
    'X-Amzn-SageMaker-Inference-Component': fields.InferenceComponentName,
    'X-Amzn-SageMaker-Session-Id': fields.SessionId,
  };
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
