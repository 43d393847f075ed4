import { localAccount } from '../../contract/resourceArn';
import { maxBodyBytes } from '../../contract/hosting';
import { bodyOf, type Call, type Service } from '../service';
import { ServiceError } from '../serviceError';
import type { Endpoint, Endpoints } from '../sagemaker/endpoints';
import { callEndpoint, type EndpointAnswer } from './endpointCall';
import { eventMessage } from './eventStream';

/** Bytes of a streamed answer that come as one event. */
const partBytes = 64 * 1024;

/** SageMaker's runtime: invocations of the endpoints that are in service here. */
export function runtimeService(endpoints: Endpoints): Service {
  return {
    answer: async (call) => {
      const [, , name = '', way = ''] = call.url.pathname.split('/');
      if (call.incoming.method !== 'POST') throw new ServiceError('ValidationError', 'Use POST.', 405);
      if (way !== 'invocations' && way !== 'invocations-response-stream') {
        throw new ServiceError('UnknownOperationException', `The local endpoint has no ${way}.`, 404);
      }
      const endpoint = await endpoints.find(decodeURIComponent(name));
      if (!isServing(endpoint)) {
        const message = `Endpoint ${name} of account ${localAccount} not found.`;
        throw new ServiceError('ValidationError', message);
      }
      const body = await bodyOf(call, maxBodyBytes);
      const answer = await callEndpoint(endpoint.serving, call.incoming.headers, body);
      if (way === 'invocations' || answer.status !== 200) sendAnswer(call, answer);
      else await streamAnswer(call, answer);
    },
    refuse: ({ outgoing }, { code, message, status }) => {
      outgoing.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code });
      outgoing.end(JSON.stringify({ Message: message }));
    },
  };
}

function isServing(endpoint: Endpoint | undefined): endpoint is Endpoint {
  return endpoint?.serving.status === 'InService' && endpoint.serving.url !== undefined;
}

function sendAnswer({ outgoing }: Call, { status, headers, body }: EndpointAnswer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': body.length });
  outgoing.end(body);
}

/** The answer as events, once it is whole: its parts come together here. */
async function streamAnswer({ outgoing }: Call, { headers, body }: EndpointAnswer): Promise<void> {
  const { 'content-type': contentType, ...others } = headers;
  outgoing.writeHead(200, {
    ...others,
    'content-type': 'application/vnd.amazon.eventstream',
    ...(contentType !== undefined && { 'x-amzn-sagemaker-content-type': contentType }),
  });
  const event = { ':event-type': 'PayloadPart', ':content-type': 'application/octet-stream', ':message-type': 'event' };
  for (let at = 0; at < body.length; at += partBytes) {
    outgoing.write(await eventMessage(event, body.subarray(at, at + partBytes)));
  }
  outgoing.end();
}
