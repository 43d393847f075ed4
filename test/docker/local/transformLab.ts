import type { CreateTransformJobRequest } from '@aws-sdk/client-sagemaker';
import type { Project } from './project';

/** What `/execution-parameters` of a server answers; 404 without. */
type Parameters = Readonly<Record<string, unknown>>;

/**
 * Answers a request with its body in capitals, and logs it with its headers and how many were under way. Bodies that it takes
 * otherwise: `500`, `413`, `once` (503 the first time), `late` (5 s), `garbage` (no HTTP), `die` (ends), `eat` (all memory, once its
 * container is allowed less than 256 MiB), `big` (answers 1 MB), `slow…` (0.3 s), `hang` (a minute).
 */
export function transformServer(parameters?: Parameters): string {
  return `#!/usr/bin/env python3
import json, os, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
parameters = ${parameters ? `json.loads('${JSON.stringify(parameters)}')` : 'None'}
lock = threading.Lock()
under_way = 0
seen = set()
print('batch', {k: v for k, v in sorted(os.environ.items()) if k.startswith('SAGEMAKER_')}, flush=True)
def eat():
    taken = []
    while True:
        for name in ('memory.max', 'memory/memory.limit_in_bytes'):
            path = '/sys/fs/cgroup/' + name
            text = open(path).read().strip() if os.path.exists(path) else ''
            if text.isdigit() and int(text) < 1 << 28: taken.append(bytearray(os.urandom(1 << 20)))
        if not taken: time.sleep(0.05)
class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def do_GET(self):
        if self.path == '/ping': return self.answer(200, b'')
        if self.path == '/execution-parameters' and parameters is not None: return self.answer(200, json.dumps(parameters).encode())
        self.answer(404, b'')
    def do_POST(self):
        global under_way
        body = self.chunked() if self.headers['Transfer-Encoding'] == 'chunked' else self.rfile.read(int(self.headers['Content-Length']))
        with lock:
            under_way += 1
            print('request', json.dumps({'body': body[:1000].decode('latin1'), 'length': self.headers['Content-Length'], 'bytes': len(body), 'type': self.headers['Content-Type'], 'accept': self.headers['Accept'], 'under_way': under_way}), flush=True)
        word = body.decode('latin1').strip()
        try:
            if word in ('500', '413'): return self.answer(int(word), b'no ' + body)
            if word == 'once' and word not in seen:
                seen.add(word)
                return self.answer(503, b'not yet')
            if word == 'late': time.sleep(5)
            if word == 'hang': time.sleep(60)
            if word.startswith('slow'): time.sleep(0.3)
            if word == 'garbage':
                self.wfile.write(b'this is no HTTP\\r\\n\\r\\n')
                self.close_connection = True
                return
            if word == 'die': os._exit(9)
            if word == 'eat': eat()
            if word == 'big': return self.answer(200, b'x' * 1_000_000)
            self.answer(200, body.upper())
        finally:
            with lock: under_way -= 1
    def chunked(self):
        parts = []
        while True:
            length = int(self.rfile.readline(), 16)
            parts.append(self.rfile.read(length))
            self.rfile.readline()
            if length == 0: return b''.join(parts)
    def answer(self, status, body):
        self.send_response(status)
        self.send_header('Content-Type', 'text/plain')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
ThreadingHTTPServer(('0.0.0.0', int(os.environ.get('SAGEMAKER_BIND_TO_PORT', '8080'))), Handler).serve_forever()
`;
}

/** One request as the server logged it. */
export interface Seen {
  /** Its first thousand bytes. */
  readonly body: string;
  readonly bytes: number;
  /** Content-Length; null for a body in chunks. */
  readonly length: string | null;
  readonly type: string | null;
  readonly accept: string | null;
  readonly under_way: number;
}

/** The requests in a log, in the order in which they came. */
export function requestsIn(lines: readonly string[]): readonly Seen[] {
  return lines
    .filter((line) => line.startsWith('request '))
    .map((line) => JSON.parse(line.slice('request '.length)) as Seen);
}

/** A request with what matters for one test: `data` goes in by lines, `out` comes out. */
export function transform(
  at: Project,
  own: Partial<CreateTransformJobRequest> = {},
  input: Partial<CreateTransformJobRequest['TransformInput']> = {},
): string {
  const request = {
    TransformJobName: 'all',
    ModelName: 'file://car.model.json',
    ModelClientConfig: { InvocationsMaxRetries: 0 },
    BatchStrategy: 'SingleRecord',
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://data' } },
      SplitType: 'Line',
      ...input,
    },
    TransformOutput: { S3OutputPath: 'file://out' },
    ...own,
  };
  return at.write('all.transform-job.json', JSON.stringify(request, undefined, 2));
}
