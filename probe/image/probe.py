#!/usr/bin/env python3
"""
Writes down all that a container can see of the platform that runs it.

Every observation is a key and a JSON value. Each is a line of the log, marked with [probe], so that it also survives where a
job keeps no files; and all together are one JSON document: a file among the outputs of a job, or the answer to a request.
Nothing is kept of credentials but whether they are to be had.

Environment: PROBE_WAIT=seconds keeps a job running, to be stopped meanwhile. PROBE_LINGER=1 goes on after SIGTERM and
counts the seconds until SIGKILL.
"""
import errno
import json
import os
import resource
import select
import signal
import socket
import stat
import statistics
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STARTED = time.time()
MOST_ENTRIES = 500
MOST_TEXT = 8192
PATIENCE = 1.5
MEETING_PORT = 8999
CONFIG_FOLDERS = ('/opt/ml/input/config', '/opt/ml/config')
observed = {}
lock = threading.Lock()


def note(key, value):
    """Keep an observation, and tell the log."""
    with lock:
        observed[key] = value
        print('[probe] ' + json.dumps({'key': key, 'value': value}), flush=True)


def since_start():
    return round(time.time() - STARTED, 2)


def kind_of_run():
    first = sys.argv[1:2]
    if first == ['train']:
        return 'training'
    if first == ['serve']:
        if os.environ.get('SAGEMAKER_BATCH') == 'true':
            return 'transform'
        return 'pipeline' if 'SAGEMAKER_SAFE_PORT_RANGE' in os.environ else 'hosting'
    return 'processing'


def read_text(path):
    try:
        with open(path, errors='replace') as file:
            return file.read(MOST_TEXT)
    except OSError as error:
        return error_name(error)


def error_name(error):
    return errno.errorcode.get(getattr(error, 'errno', None) or 0, type(error).__name__)


def look_at_process():
    note('process.arguments', sys.argv[1:])
    note('process.id', os.getpid())
    note('process.user', f'{os.getuid()}:{os.getgid()}')
    note('process.folder', os.getcwd())
    mask = os.umask(0)
    os.umask(mask)
    note('process.umask', f'{mask:03o}')
    status = dict(line.split(':\t', 1) for line in read_text('/proc/self/status').splitlines() if ':\t' in line)
    for name, field in (('capabilities', 'CapEff'), ('seccomp', 'Seccomp'), ('noNewPrivileges', 'NoNewPrivs')):
        note(f'process.{name}', status.get(field))
    for name, stream in (('stdin', sys.stdin), ('stdout', sys.stdout), ('stderr', sys.stderr)):
        note(f'terminal.{name}', stream.isatty())
    note('stdin', what_stdin_has())


def what_stdin_has():
    if sys.stdin.isatty():
        return 'a terminal'
    readable = select.select([sys.stdin], [], [], 0.2)[0]
    if not readable:
        return 'open and silent'
    return 'ended' if os.read(0, 1) == b'' else 'has content'


def look_at_host():
    note('host.name', socket.gethostname())
    note('host.resolvConf', read_text('/etc/resolv.conf'))
    note('host.hosts', read_text('/etc/hosts'))
    note('host.cpus', os.cpu_count())
    note('host.kernel', os.uname().release)
    note('host.architecture', os.uname().machine)
    note('host.memory', os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES'))
    note('host.devices', sorted(os.listdir('/dev')))


def look_at_limits():
    for name in sorted(name for name in dir(resource) if name.startswith('RLIMIT_') and name != 'RLIMIT_OFILE'):
        limits = resource.getrlimit(getattr(resource, name))
        note('limit.' + name[7:], ['unlimited' if one == resource.RLIM_INFINITY else one for one in limits])
    for name, paths in {
        'memory': ('memory.max', 'memory/memory.limit_in_bytes'),
        'cpu': ('cpu.max', 'cpu/cpu.cfs_quota_us'),
        'processes': ('pids.max', 'pids/pids.max'),
    }.items():
        found = [path for path in paths if os.path.exists('/sys/fs/cgroup/' + path)]
        note(f'cgroup.{name}', read_text('/sys/fs/cgroup/' + found[0]).strip() if found else None)
    for name, path in (('shm', '/dev/shm'), ('root', '/'), ('optMl', '/opt/ml'), ('tmp', '/tmp')):
        try:
            facts = os.statvfs(path)
            note(f'disk.{name}', facts.f_blocks * facts.f_frsize)
        except OSError as error:
            note(f'disk.{name}', error_name(error))


def look_at_environment():
    for name in sorted(os.environ):
        secret = any(word in name for word in ('SECRET', 'TOKEN', 'PASSWORD', 'ACCESS_KEY'))
        note(f'env.{name}', '(kept back)' if secret else os.environ[name][:MOST_TEXT])


def look_at_files():
    for line in read_text('/proc/self/mounts').splitlines():
        where, kind, options = line.split()[1:4]
        if not where.startswith(('/proc', '/sys', '/dev')) or where == '/dev/shm':
            note(f'mount.{where}', f'{options.split(",")[0]} {kind}')
    for path in entries_below('/opt/ml'):
        note(f'tree.{path}', entry(path))
    for folder in CONFIG_FOLDERS:
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            note(f'content.{folder}/{name}', read_text(f'{folder}/{name}'))
    for folder in writing_places():
        note(f'write.{folder}', try_to_write(folder))


def entries_below(root):
    found = [root] if os.path.lexists(root) else []
    for folder, folders, files in os.walk(root):
        found += [os.path.join(folder, name) for name in folders + files]
        if len(found) > MOST_ENTRIES:
            note('tree', f'more than {MOST_ENTRIES} entries')
            break
    return sorted(found)[:MOST_ENTRIES]


def entry(path):
    facts = os.lstat(path)
    kinds = {stat.S_IFDIR: 'folder', stat.S_IFREG: 'file', stat.S_IFLNK: 'link', stat.S_IFIFO: 'pipe'}
    kind = kinds.get(stat.S_IFMT(facts.st_mode), 'other')
    size = f' {facts.st_size} B' if kind == 'file' else ''
    return f'{kind} {facts.st_uid}:{facts.st_gid} {stat.S_IMODE(facts.st_mode):03o}{size}'


def writing_places():
    places = ['/opt/ml', '/tmp', '/home', '/opt/ml/code', '/opt/ml/checkpoints']
    for root in ('/opt/ml', '/opt/ml/input', '/opt/ml/input/data', '/opt/ml/processing', '/opt/ml/output'):
        places += [f'{root}/{name}' for name in os.listdir(root)] if os.path.isdir(root) else []
    return sorted({place for place in places if os.path.isdir(place)})


def try_to_write(folder):
    path = os.path.join(folder, '.probe')
    try:
        with open(path, 'x'):
            pass
        os.remove(path)
        return 'yes'
    except OSError as error:
        return error_name(error)


def look_at_network():
    note('network.interfaces', sorted(name for _, name in socket.if_nameindex()))
    note('network.listening', listening_ports())
    region = os.environ.get('AWS_REGION', 'us-east-1')
    relative = os.environ.get('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI')
    full = os.environ.get('AWS_CONTAINER_CREDENTIALS_FULL_URI')
    credentials = full or (f'http://169.254.170.2{relative}' if relative else None)
    task = os.environ.get('ECS_CONTAINER_METADATA_URI_V4')
    looks = {
        'instanceMetadata': lambda: connect('169.254.169.254', 80),
        'credentials': lambda: fields_of(credentials) if credentials else connect('169.254.170.2', 80),
        'taskMetadata': lambda: fields_of(task) if task else 'no address is given',
        's3': lambda: connect(f's3.{region}.amazonaws.com', 443),
    }
    found = {}
    threads = [
        threading.Thread(target=lambda name=name, look=look: found.update({name: look()}), daemon=True)
        for name, look in looks.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * PATIENCE)
    for name in looks:
        note(f'network.{name}', found.get(name, 'not reachable'))


def listening_ports():
    """Before this program listens itself; an engine's own name server is one of a container network's addresses."""
    ports = set()
    for table in ('/proc/net/tcp', '/proc/net/tcp6'):
        for line in read_text(table).splitlines()[1:]:
            fields = line.split()
            if len(fields) > 3 and fields[3] == '0A' and not fields[1].startswith('0B00007F'):
                ports.add(int(fields[1].rsplit(':', 1)[1], 16))
    return sorted(ports)


def connect(host, port):
    try:
        with socket.create_connection((host, port), PATIENCE):
            return 'reachable'
    except socket.gaierror:
        return 'its name is not known'
    except OSError:
        return 'not reachable'


def fields_of(url):
    """Names of an answer's fields, never their values."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=PATIENCE) as answer:
            return sorted(json.loads(answer.read()))
    except urllib.error.HTTPError as error:
        return f'HTTP {error.code}'
    except (OSError, ValueError):
        return 'not reachable'


def resources():
    for folder in CONFIG_FOLDERS:
        try:
            with open(f'{folder}/resourceconfig.json') as file:
                return json.load(file)
        except (OSError, ValueError):
            continue
    return {}


def look_for_peers():
    known = resources()
    own = known.get('current_host')
    peers = [host for host in known.get('hosts', []) if host != own]
    with socket.create_server(('', MEETING_PORT)) as meeting:
        for host in known.get('hosts', []):
            note(f'peer.{host}', when_resolved(host, host == own))
        meet(meeting, peers)


def meet(meeting, peers):
    """Stay until every peer has found this host: the name of one that has ended is not known any more."""
    meeting.settimeout(10 * PATIENCE)
    end = time.time() + 10 * PATIENCE
    for host in peers:
        # A peer that has an address may not listen yet.
        while connect(host, MEETING_PORT) != 'reachable':
            if time.time() > end:
                note(f'peer.{host}.port', 'not reachable')
                break
            time.sleep(0.1)
    try:
        for _ in peers:
            meeting.accept()[0].close()
    except OSError:
        note('peer.meeting', 'not all came')


def when_resolved(host, is_self):
    """Names of peers may be known late."""
    end = time.time() + (PATIENCE if is_self else 10 * PATIENCE)
    while time.time() < end:
        try:
            address = socket.gethostbyname(host)
            loopback = ' on loopback' if address.startswith('127.') else ''
            return ('this container' if is_self else 'another container') + loopback
        except OSError:
            time.sleep(0.1)
    return 'its name is not known'


def watch_signals():
    def handle(number, _frame):
        name = signal.Signals(number).name
        note(f'signal.{name}', since_start())
        if name == 'SIGTERM' and os.environ.get('PROBE_LINGER') == '1':
            threading.Thread(target=count_seconds, daemon=True).start()
        elif name in ('SIGTERM', 'SIGINT'):
            os._exit(0)

    for name in ('SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT'):
        signal.signal(getattr(signal, name), handle)


def count_seconds():
    for second in range(1, 1000):
        time.sleep(1)
        note('signal.secondsAfterTerm', second)


def document():
    with lock:
        return json.dumps({'probe': 1, 'kind': observed.get('probe.kind'), 'observed': observed}, indent=1) + '\n'


def output_folders(kind):
    if kind == 'training':
        return ['/opt/ml/model', '/opt/ml/output/data']
    below = '/opt/ml/processing'
    return [f'{below}/{name}' for name in os.listdir(below)] if os.path.isdir(below) else []


def keep_document(folders, name):
    for folder in folders:
        if os.path.isdir(folder) and try_to_write(folder) == 'yes':
            with open(os.path.join(folder, name), 'w') as file:
                file.write(document())


class Requests:
    """What came over HTTP: the first of each kind in full, of the rest the pace."""

    def __init__(self):
        self.lock = threading.Lock()
        self.connections = {}
        self.counts = {}
        self.ping_times = []

    def take(self, handler, body, chunked):
        with self.lock:
            path = f'{handler.command} {handler.path}'
            number = self.connections.setdefault(handler.client_address, len(self.connections) + 1)
            self.counts[path] = self.counts.get(path, 0) + 1
            if path == 'GET /ping':
                self.ping_times.append(time.time())
            facts = {
                'at': since_start(),
                'version': handler.request_version,
                'headers': [[name, value] for name, value in handler.headers.items()],
                'body': {'bytes': len(body), 'chunked': chunked, 'start': body[:200].decode('utf-8', 'replace')},
                'connection': number,
            }
            count = self.counts[path]
        if count <= 3:
            note(f'request.{path}.{count}', facts)

    def pace(self):
        with self.lock:
            gaps = [b - a for a, b in zip(self.ping_times, self.ping_times[1:])]
            return {'pings': len(self.ping_times), 'medianSeconds': round(statistics.median(gaps), 2) if gaps else None}


requests = Requests()


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        self.take()
        known = self.path in ('/ping', '/execution-parameters')
        is_parameters = self.path == '/execution-parameters'
        self.answer(200 if known else 404, json.dumps({'MaxConcurrentTransforms': 1}) if is_parameters else '')

    def do_POST(self):
        self.take()
        note('pace', requests.pace())
        self.answer(200 if self.path == '/invocations' else 404, document())

    def do_PUT(self):
        self.take()
        self.answer(404, '')

    do_DELETE = do_PUT

    def take(self):
        chunked = 'chunked' in self.headers.get('Transfer-Encoding', '').lower()
        body = b''.join(self.chunks()) if chunked else self.rfile.read(int(self.headers.get('Content-Length') or 0))
        requests.take(self, body, chunked)

    def chunks(self):
        while True:
            size = int(self.rfile.readline().split(b';')[0] or b'0', 16)
            chunk = self.rfile.read(size)
            self.rfile.readline()
            if size == 0:
                return
            yield chunk

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve():
    port = int(os.environ.get('SAGEMAKER_BIND_TO_PORT', '8080'))
    note('serving.port', port)
    ThreadingHTTPServer(('', port), Handler).serve_forever()


def wait():
    end = time.time() + float(os.environ.get('PROBE_WAIT', '0'))
    while time.time() < end:
        time.sleep(0.1)


def main():
    kind = kind_of_run()
    note('probe.kind', kind)
    note('probe.startedAt', time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(STARTED)))
    watch_signals()
    for look in (look_at_process, look_at_host, look_at_limits, look_at_environment, look_at_files, look_at_network):
        look()
    if kind in ('training', 'processing'):
        look_for_peers()
        wait()
        note('probe.complete', True)
        keep_document(output_folders(kind), f'probe-{resources().get("current_host", "algo-1")}.json')
        return
    note('probe.complete', True)
    serve()


main()
