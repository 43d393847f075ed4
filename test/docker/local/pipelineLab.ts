import { bindToPortLabel } from '../../../src/contract/pipeline';
import type { Project } from './project';

/** What a container of a pipeline does with a request, beside wrapping its body as `name(body)`. */
export interface Behaviour {
  readonly ContainerHostname?: string;
  readonly Environment?: Readonly<Record<string, string>>;
}

/**
 * A server that listens where it is told and answers `NAME(body)`. NAME, STATUS, WAIT (seconds), BYTES (of its answer), TYPE (of its
 * answer; empty for none), END (exit code at the first request), DEAF (seconds before it listens) and IGNORE_PORT are its variables;
 * a body `/peer HOST PORT` asks another container, `eat` takes 400 MB. It writes what it gets: `POST content-type | accept | custom attributes | length`.
 */
const program = `#!/usr/bin/env python3
import os, signal, socket, sys, time, urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

name = os.environ.get('NAME', 'x')
port = int(os.environ.get('SAGEMAKER_BIND_TO_PORT', '8080'))
print('port', port, os.environ.get('SAGEMAKER_SAFE_PORT_RANGE'), flush=True)

def end(*_):
    print('got SIGTERM', flush=True)
    os._exit(0)

signal.signal(signal.SIGTERM, end)

class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        self.reply(int(os.environ.get('PING', '200')), b'')

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        header = lambda one: self.headers[one]
        seen = [header('Content-Type'), header('Accept'), header('X-Amzn-SageMaker-Custom-Attributes'), len(body)]
        print('POST', ' | '.join(map(str, seen)), flush=True)
        if body == b'eat':
            bytearray(int(4e8))
        if 'END' in os.environ:
            os._exit(int(os.environ['END']))
        time.sleep(float(os.environ.get('WAIT', '0')))
        answer = name.encode() + b'(' + body + b')'
        if body.startswith(b'/peer '):
            _, host, there = body.decode().split()
            answer = urllib.request.urlopen(f'http://{host}:{there}/invocations', data=b'hello').read()
        if 'BYTES' in os.environ:
            answer = b'x' * int(os.environ['BYTES'])
        self.reply(int(os.environ.get('STATUS', '200')), answer)

    def reply(self, status, body):
        self.send_response(status)
        if os.environ.get('TYPE', 'text/plain'):
            self.send_header('Content-Type', os.environ.get('TYPE', 'text/plain'))
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

time.sleep(float(os.environ.get('DEAF', '0')))
ThreadingHTTPServer(('', 8080 if 'IGNORE_PORT' in os.environ else port), Handler).serve_forever()
`;

/** A definition of a model of such containers. @returns its absolute path */
export function pipeline(
  at: Project,
  containers: readonly Behaviour[],
  request: object = {},
  label = `LABEL ${bindToPortLabel}=true`,
): string {
  const Image = at.image('serve', program, [label]);
  const Containers = containers.map(({ Environment, ...own }) => ({
    Image,
    ...own,
    ...(Environment && { Environment }),
  }));
  return at.write('pipe.model.json', JSON.stringify({ Containers, ...request }, undefined, 2));
}

/** Containers that are called as told and answer with their names. */
export function named(...names: readonly string[]): readonly Behaviour[] {
  return names.map((name) => ({ ContainerHostname: name, Environment: { NAME: name } }));
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type: string | null;
}

/** Call an endpoint as a client does. */
export async function post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const answer = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'text/csv', ...headers } });
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') };
}

/** A ModelError's fields (I11). */
export interface ModelErrorBody {
  readonly Message: string;
  readonly OriginalStatusCode: number;
  readonly OriginalMessage: string;
  readonly LogStreamArn: string;
}

export function modelErrorOf({ text }: Answer): ModelErrorBody {
  return JSON.parse(text) as ModelErrorBody;
}
