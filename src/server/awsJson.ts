import { moved } from './clock';
import { bodyOf, type Call, type Service } from './service';
import { isObject, type JsonObject, type JsonOperations } from './jsonInput';
import { ServiceError } from './serviceError';

const contentType = 'application/x-amz-json-1.1';

/** An operation that answers with a stream of events. */
export type StreamOperation = (call: Call, input: JsonObject) => Promise<void>;

/** What to do instead where a whole service is missing, by the name before the operation's. */
const absentServices: Readonly<Record<string, string>> = {
  AmazonEC2ContainerRegistry_V20150921:
    'There is no ECR here: an image is one that the engine knows, so build it and write its name.',
};

/**
 * A service that speaks AWS JSON 1.1: the operation is named in a header, its members are the body.
 * @param streams operations that send more than one answer
 */
export function jsonService(
  operations: JsonOperations,
  streams: Readonly<Record<string, StreamOperation>> = {},
): Service {
  return {
    answer: async (call) => {
      const [service = '', name = ''] = String(call.incoming.headers['x-amz-target'] ?? '').split('.');
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      const stream = Object.hasOwn(streams, name) ? streams[name] : undefined;
      if (call.incoming.method !== 'POST' || (!operation && !stream)) {
        const message = `The local endpoint has no operation ${name}. ${absentServices[service] ?? ''}`;
        throw new ServiceError('UnknownOperationException', message.trim());
      }
      const input = moved(await membersOf(call), -call.clockOffset);
      if (stream) await stream(call, input);
      else if (operation) send(call, 200, moved(await operation(input), call.clockOffset));
    },
    refuse: (call, { code, message, status }) => {
      call.outgoing.setHeader('x-amzn-errortype', code);
      send(call, status, { __type: code, message });
    },
  };
}

async function membersOf(call: Call): Promise<JsonObject> {
  const text = (await bodyOf(call)).toString();
  try {
    const members: unknown = text === '' ? {} : JSON.parse(text);
    if (isObject(members)) return members;
  } catch {
    // Told below, as for what is JSON and no object.
  }
  throw new ServiceError('SerializationException', 'The body of the request is no JSON object.');
}

function send({ outgoing }: Call, status: number, members: JsonObject): void {
  const body = JSON.stringify(members);
  outgoing.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  outgoing.end(body);
}
