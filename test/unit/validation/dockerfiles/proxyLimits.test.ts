import assert from 'node:assert/strict';
import { tightLimits } from '../../../../src/validation/dockerfiles/proxyLimits';

const haproxy = (...lines: readonly string[]) => lines.join('\n');
const route = 'ProxyPass / http://127.0.0.1:8000/';

/** What is written, and the settings that are asked for instead. */
const examples: readonly (readonly [what: string, name: string, text: string, wanted: readonly string[]])[] = [
  ['nginx as it comes', 'nginx.conf', 'listen 8080;', ['client_max_body_size 6m;']],
  ['nginx before uWSGI', 'nginx.conf', 'client_max_body_size 9m; uwsgi_read_timeout 20;', ['uwsgi_read_timeout 60s;']],
  [
    'nginx that waits too short',
    'nginx.conf',
    'client_max_body_size 6m; proxy_read_timeout 30s;',
    ['proxy_read_timeout 60s;'],
  ],
  ['nginx with a limit that is a remark', 'nginx.conf', '# client_max_body_size 6m;', ['client_max_body_size 6m;']],
  [
    'HAProxy with its defaults',
    'haproxy.cfg',
    'defaults\n timeout server 30s\nbackend app\n server a 127.0.0.1:1',
    ['timeout server 60s'],
  ],
  [
    'HAProxy in milliseconds',
    'haproxy.cfg',
    'listen app\n timeout server 50000\n server a 127.0.0.1:1',
    ['timeout server 60s'],
  ],
  [
    'HAProxy whose backend has more than its defaults',
    'haproxy.cfg',
    haproxy('defaults', ' timeout server 5s', 'backend app', ' timeout server 2m # enough', ' server a 127.0.0.1:1'),
    [],
  ],
  [
    'HAProxy with a page of its own',
    'haproxy.cfg',
    haproxy('listen stats', ' timeout server 5s', ' stats enable', 'backend app', ' server a 127.0.0.1:1'),
    [],
  ],
  [
    'HAProxy that gives its callers little time',
    'haproxy.cfg',
    'defaults\n timeout client 5s\n timeout connect 1s',
    [],
  ],
  ['uWSGI that kills its workers', 'uwsgi.ini', '[uwsgi]\nharakiri = 20\n', ['harakiri = 60']],
  ['uWSGI with a router', 'app.yaml', 'uwsgi:\n  http: :8080\n  http-timeout: 30\n', ['http-timeout = 60']],
  ['uWSGI with small bodies', 'uwsgi.ini', '[uwsgi]\nlimit-post = 1048576\n', ['limit-post = 6291456']],
  [
    'uWSGI without limits',
    'uwsgi.ini',
    '[uwsgi]\n; harakiri = 20\n#harakiri = 20\nlimit-post = 0\nsocket-timeout = 9',
    [],
  ],
  ['settings of something else', 'app.ini', '[app]\nharakiri = 20\n', []],
  ['lighttpd with small bodies', 'lighttpd.conf', 'server.max-request-size = 1024', ['server.max-request-size = 6144']],
  [
    'lighttpd that waits',
    'lighttpd.conf',
    'proxy.server = ( "" => (( "host" => "127.0.0.1", "read-timeout" => 10 )))',
    ['"read-timeout" => 60'],
  ],
  ['httpd with small bodies', 'site.conf', `LimitRequestBody 102400\n${route}`, ['LimitRequestBody 6291456']],
  ['httpd with a short time', 'httpd.conf', `Timeout 30\n${route}`, ['Timeout 60']],
  [
    'httpd with a short time for what it passes on',
    'httpd.conf',
    `Timeout 300\nProxyTimeout 10\n${route}`,
    ['ProxyTimeout 60'],
  ],
  ['httpd with a route that waits', 'httpd.conf', `Timeout 30\n${route} retry=0 timeout=90`, []],
  ['httpd with a route that does not', 'httpd.conf', `ProxyTimeout 90\n${route} timeout=5`, ['timeout=60']],
  ['httpd that passes nothing on', 'httpd.conf', '<VirtualHost *:8080>\nTimeout 30\n</VirtualHost>', []],
  ['httpd with milliseconds', 'httpd.conf', `${route} timeout=90000ms`, []],
];

describe('limits of a proxy', () => {
  for (const [what, name, text, wanted] of examples)
    it(what, () =>
      assert.deepEqual(
        tightLimits(name, text).map((limit) => limit.wanted),
        wanted,
      ),
    );
});
