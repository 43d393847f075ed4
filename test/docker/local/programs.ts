import type { Channel } from '@aws-sdk/client-sagemaker';

/** A channel that reads from a path below the project's root. */
export function channel(ChannelName: string, path: string, own: Partial<Channel> = {}): Channel {
  const DataSource = { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `file://${path}` } } as const;
  return { ChannelName, DataSource, ...own };
}

/** A server that echoes bodies; a body that is a number gives that status, `die` ends it with exit code 9. */
export function server({ unhealthyPings = 0, deaf = false } = {}): string {
  return `#!/usr/bin/env python3
import os, signal, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

def end(*_):
    print('got SIGTERM', flush=True)
    if not ${deaf ? 'True' : 'False'}:
        os._exit(0)

signal.signal(signal.SIGTERM, end)
pings = 0

class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        global pings
        pings += 1
        self.reply(200 if pings > ${unhealthyPings} else 503, b'')

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        if body == b'die':
            os._exit(9)
        self.reply(int(body) if body.isdigit() else 200, b'echo ' + body)

    def reply(self, status, body):
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

ThreadingHTTPServer(('', 8080), Handler).serve_forever()
`;
}
