import type { Channel } from '@aws-sdk/client-sagemaker';

/** A channel that reads from a path below the project's root. */
export function channel(ChannelName: string, path: string, own: Partial<Channel> = {}): Channel {
  const DataSource = { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `file://${path}` } } as const;
  return { ChannelName, DataSource, ...own };
}

/** Prints all that a program can learn of where it runs, in a fixed order. @param output what it may write beside /opt/ml/output */
export function lookAround(config: string, output: string): string {
  return `#!/usr/bin/env python3
import json, os, socket, stat, sys

def entry(path):
    facts = os.lstat(path)
    kind = {stat.S_IFDIR: 'folder', stat.S_IFREG: 'file'}.get(stat.S_IFMT(facts.st_mode), 'other')
    output = path.startswith(('${output}', '/opt/ml/output'))
    owner = f' {facts.st_uid}:{facts.st_gid} {stat.S_IMODE(facts.st_mode):o}' if output else ''
    return f'{kind}{owner} {path}'

print('arguments', sys.argv[1:])
print('process', os.getpid(), 'user', os.getuid(), os.getgid())
print('terminal', sys.stdin.isatty(), sys.stdout.isatty(), sys.stderr.isatty())
print('stdin', sys.stdin.read())
print('folder', os.getcwd())
print('host name', socket.gethostname())
print('shm', os.statvfs('/dev/shm').f_blocks * os.statvfs('/dev/shm').f_frsize)
print('capabilities', next(line.split()[1] for line in open('/proc/self/status') if line.startswith('CapEff')))
for name in sorted(os.environ):
    if name in ('LANG', 'LC_CTYPE', 'GPG_KEY') or name.startswith('PYTHON'):
        continue  # the base image's own
    print('env', name, json.dumps(os.environ[name]))
for line in sorted(open('/proc/mounts')):
    where, options = line.split()[1], line.split()[3]
    if where.startswith('/opt/ml'):
        print('mount', where, options.split(',')[0])
for folder, folders, files in sorted(os.walk('/opt/ml')):
    for name in sorted(folders + files):
        print(entry(os.path.join(folder, name)))
config = '${config}'
for name in sorted(os.listdir(config)) if os.path.exists(config) else []:
    print(name, open(os.path.join(config, name)).read())
`;
}

/** The same for a training or serving container. */
export const look = lookAround('/opt/ml/input/config', '/opt/ml/model');

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
