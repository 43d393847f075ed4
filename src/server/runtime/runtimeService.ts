import type { IncomingHttpHeaders } from 'node:http';
import { maxBodyBytes } from '../../contract/hosting';
import { localAccount } from '../../contract/resourceArn';
import { eventMessage, eventStreamType } from '../eventStream';
import type { Endpoint, Endpoints } from '../sagemaker/endpoints';
import { bodyOf, type Call, type Service } from '../service';
import { ServiceError } from '../serviceError';
import { readAsyncCall } from './asyncCall';
import type { AsyncQueue } from './asyncQueue';
import { callEndpoint, type EndpointAnswer } from './endpointCall';

/** Bytes of a streamed answer that come as one event. */
const partBytes = 64 * 1024;
const ways = ['invocations', 'invocations-response-stream', 'async-invocations'];

/** SageMaker's runtime: invocations of the endpoints that are in service here. */
export function runtimeService(endpoints: Endpoints, queue: AsyncQueue): Service {
  return {
    answer: async (call) => {
      const [, , name = '', way = ''] = call.url.pathname.split('/');
      if (call.incoming.method !== 'POST') throw new ServiceError('ValidationError', 'Use POST.', 405);
      if (!ways.includes(way)) {
        throw new ServiceError('UnknownOperationException', `The local endpoint has no ${way}.`, 404);
      }
      const endpoint = await endpoints.find(decodeURIComponent(name));
      if (!isServing(endpoint)) {
        throw new ServiceError('ValidationError', `Endpoint ${name} of account ${localAccount} not found.`);
      }
      await answerBy(way, { endpoint, endpoints, queue, call });
    },
    refuse: ({ outgoing }, { code, message, status }) => {
      outgoing.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code });
      outgoing.end(JSON.stringify({ Message: message }));
    },
  };
}

interface Invocation {
  readonly endpoint: Endpoint;
  readonly endpoints: Endpoints;
  readonly queue: AsyncQueue;
  readonly call: Call;
}

async function answerBy(way: string, { endpoint, endpoints, queue, call }: Invocation): Promise<void> {
  const config = await endpoints.asyncConfig(endpoint);
  if (way === 'async-invocations') {
    if (!config) throw wrongWay(endpoint, 'is not asynchronous: call InvokeEndpoint');
    const taken = await readAsyncCall(call, endpoint.name, config);
    await queue.take(taken);
    call.outgoing.writeHead(202, {
      'content-type': 'application/json',
      'x-amzn-sagemaker-outputlocation': taken.output,
      ...(taken.failure !== undefined && { 'x-amzn-sagemaker-failurelocation': taken.failure }),
    });
    call.outgoing.end(JSON.stringify({ InferenceId: taken.id }));
    return;
  }
  if (config) throw wrongWay(endpoint, 'is asynchronous: call InvokeEndpointAsync');
  const body = await bodyOf(call, maxBodyBytes);
  const answer = asCalled(endpoint, await callEndpoint(endpoint.serving, { headers: headersOf(call), body }));
  if (way === 'invocations' || answer.status !== 200) sendAnswer(call, answer);
  else streamAnswer(call, answer);
}

/** An error names the endpoint as the process does that runs it: after an update that is another name. */
function asCalled({ name, serving }: Endpoint, answer: EndpointAnswer): EndpointAnswer {
  if (answer.status === 200 || name === serving.name) return answer;
  return { ...answer, body: Buffer.from(answer.body.toString().replaceAll(serving.name, name)) };
}

/** A call for a stream says by a header of its own what it accepts: `Accept` is about the stream. */
function headersOf({ incoming: { headers } }: Call): IncomingHttpHeaders {
  const accept = headers['x-amzn-sagemaker-accept'];
  return accept === undefined ? headers : { ...headers, accept: String(accept) };
}

function wrongWay({ name }: Endpoint, why: string): ServiceError {
  return new ServiceError('ValidationError', `Endpoint ${name} of account ${localAccount} ${why}.`);
}

function isServing(endpoint: Endpoint | undefined): endpoint is Endpoint {
  return endpoint?.serving.status === 'InService' && endpoint.serving.url !== undefined;
}

function sendAnswer({ outgoing }: Call, { status, headers, body }: EndpointAnswer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': body.length });
  outgoing.end(body);
}

/** The answer as events, once it is whole: its parts come together here. */
function streamAnswer({ outgoing }: Call, { headers, body }: EndpointAnswer): void {
  const { 'content-type': contentType, ...others } = headers;
  outgoing.writeHead(200, {
    ...others,
    'content-type': eventStreamType,
    ...(contentType !== undefined && { 'x-amzn-sagemaker-content-type': contentType }),
  });
  for (let at = 0; at < body.length; at += partBytes) {
    outgoing.write(eventMessage('PayloadPart', 'application/octet-stream', body.subarray(at, at + partBytes)));
  }
  outgoing.end();
}
