import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Asked, Served } from './asked';

/** Status, content type and body of an answer. */
export type Answered = readonly [status: number, contentType: string, body: string];

/** Ask a container all that it is to be asked, one after the other. */
export async function askAll(port: number, { asked }: Served): Promise<Readonly<Record<string, Answered>>> {
  const answers: Record<string, Answered> = {};
  for (const [name, one] of Object.entries(asked)) answers[name] = await ask(port, one);
  return answers;
}

/** Send a request with just the headers that it names, on a connection of its own: some servers remember headers of earlier requests. */
function ask(port: number, { method = 'POST', path = '/invocations', ...asked }: Asked): Promise<Answered> {
  const { contentType = method === 'POST' ? 'application/json' : '', accept = '', body } = asked;
  const headers = {
    ...(contentType !== '' && { 'Content-Type': contentType }),
    ...(accept !== '' && { Accept: accept }),
    ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
  };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      text(answer).then((all) => {
        resolve([answer.statusCode ?? 0, answer.headers['content-type'] ?? '', all]);
      }, reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
