import { bodyOf, type Call, type Service } from './service';
import { isObject, type JsonObject, type JsonOperations } from './jsonInput';
import { ServiceError } from './serviceError';

const contentType = 'application/x-amz-json-1.1';

/** A service that speaks AWS JSON 1.1: the operation is named in a header, its members are the body. */
export function jsonService(operations: JsonOperations): Service {
  return {
    answer: async (call) => {
      const name = String(call.incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (call.incoming.method !== 'POST' || !operation) {
        throw new ServiceError('UnknownOperationException', `The local endpoint has no operation ${name}.`);
      }
      send(call, 200, await operation(await membersOf(call)));
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
