import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Candidate } from '../../../../src/engines/docker/dockerEndpoint';
import { strategies, type Surroundings } from '../../../../src/engines/docker/dockerStrategies';

interface Machine {
  readonly platform?: NodeJS.Platform;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: Readonly<Record<string, readonly string[]>>;
}

function machine({ platform = 'linux', env = {}, files = {}, folders = {} }: Machine): Surroundings {
  return {
    platform,
    env,
    home: '/home/u',
    uid: 1000,
    readFile: (file) => files[file],
    list: (folder) => folders[folder] ?? [],
  };
}

function find(name: string, here: Machine): readonly Candidate[] {
  const strategy = strategies.find((one) => one.name === name);
  assert.ok(strategy, name);
  return strategy.find(machine(here));
}

const addresses = (name: string, here: Machine): readonly string[] => find(name, here).map(({ address }) => address);

function contextFiles(name: string, meta: unknown, tls: Readonly<Record<string, string>> = {}): Record<string, string> {
  const id = createHash('sha256').update(name).digest('hex');
  const pems = Object.entries(tls).map(([file, text]): [string, string] => [
    `/home/u/.docker/contexts/tls/${id}/docker/${file}`,
    text,
  ]);
  return { [`/home/u/.docker/contexts/meta/${id}/meta.json`]: JSON.stringify(meta), ...Object.fromEntries(pems) };
}

describe('strategies that find a Docker engine', () => {
  it('stand in this order; what the user names in the environment is binding', () => {
    const names = [
      'DOCKER_HOST',
      'DOCKER_CONTEXT',
      'Docker context',
      'Docker',
      'Colima',
      'Rancher Desktop',
      'Podman',
      'Finch',
    ];
    assert.deepEqual(
      strategies.map(({ name }) => name),
      names,
    );
    assert.deepEqual(
      strategies.filter(({ binding }) => binding).map(({ name }) => name),
      ['DOCKER_HOST', 'DOCKER_CONTEXT'],
    );
  });

  const hosts: readonly { readonly env: Record<string, string>; readonly endpoint: unknown }[] = [
    { env: { DOCKER_HOST: 'unix:///run/x.sock' }, endpoint: { socketPath: '/run/x.sock' } },
    { env: { DOCKER_HOST: 'npipe:////./pipe/docker_engine' }, endpoint: { socketPath: '//./pipe/docker_engine' } },
    { env: { DOCKER_HOST: 'tcp://10.0.0.1:1234' }, endpoint: { host: '10.0.0.1', port: 1234 } },
    { env: { DOCKER_HOST: 'tcp://10.0.0.1' }, endpoint: { host: '10.0.0.1', port: 2375 } },
    { env: { DOCKER_HOST: 'tcp://h:80' }, endpoint: { host: 'h', port: 80 } },
    { env: { DOCKER_HOST: '127.0.0.1:2375' }, endpoint: { host: '127.0.0.1', port: 2375 } },
    { env: { DOCKER_HOST: 'tcp://[::1]:2375' }, endpoint: { host: '::1', port: 2375 } },
    {
      env: { DOCKER_HOST: 'tcp://h', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/c' },
      endpoint: { host: 'h', port: 2376, tls: { verify: true, ca: 'CA', cert: 'CERT', key: 'KEY' } },
    },
    { env: { DOCKER_HOST: 'tcp://h', DOCKER_TLS: '1' }, endpoint: { host: 'h', port: 2376, tls: { verify: false } } },
  ];
  for (const { env, endpoint } of hosts) {
    it(`read ${JSON.stringify(env)}`, () => {
      const files = { '/c/ca.pem': 'CA', '/c/cert.pem': 'CERT', '/c/key.pem': 'KEY' };
      assert.deepEqual(find('DOCKER_HOST', { env, files }), [{ address: env['DOCKER_HOST'], endpoint }]);
    });
  }

  for (const [host, refused] of [
    ['ssh://me@host', /ssh is not supported; forward its socket/],
    ['fd://x', /the scheme "fd" is not supported/],
    ['unix://', /names no socket/],
    ['tcp://', /not a host and a port/],
  ] as const) {
    it(`refuse ${host} with a reason`, () => {
      const [candidate] = find('DOCKER_HOST', { env: { DOCKER_HOST: host } });
      assert.ok(candidate && 'refused' in candidate);
      assert.match(candidate.refused, refused);
    });
  }

  it('find nothing where nothing is named', () => {
    for (const name of ['DOCKER_HOST', 'DOCKER_CONTEXT', 'Docker context']) assert.deepEqual(find(name, {}), []);
    assert.deepEqual(find('DOCKER_HOST', { env: { DOCKER_HOST: '' } }), []);
    assert.deepEqual(
      find('Docker context', { files: { '/home/u/.docker/config.json': '{"currentContext":"default"}' } }),
      [],
    );
    assert.deepEqual(find('Docker context', { files: { '/home/u/.docker/config.json': '{broken' } }), []);
  });

  it('read the current context and the one of the environment', () => {
    const files = {
      '/home/u/.docker/config.json': '{"currentContext":"colima"}',
      ...contextFiles('colima', { Endpoints: { docker: { Host: 'unix:///c.sock' } } }),
      ...contextFiles(
        'far',
        { Endpoints: { docker: { Host: 'tcp://far:2376', SkipTLSVerify: true } } },
        { 'ca.pem': 'CA' },
      ),
    };
    assert.deepEqual(find('Docker context', { files }), [
      { address: 'unix:///c.sock', endpoint: { socketPath: '/c.sock' } },
    ]);
    assert.deepEqual(find('DOCKER_CONTEXT', { files, env: { DOCKER_CONTEXT: 'far' } }), [
      { address: 'tcp://far:2376', endpoint: { host: 'far', port: 2376, tls: { verify: false, ca: 'CA' } } },
    ]);
  });

  for (const [title, files, refused] of [
    ['unknown', {}, /no such context/],
    ['of something else', contextFiles('x', { Endpoints: { kubernetes: {} } }), /no Docker endpoint/],
    ['broken', { [Object.keys(contextFiles('x', {}))[0] ?? '']: '{' }, /not valid JSON/],
  ] as const) {
    it(`say why a context is of no use: ${title}`, () => {
      const [candidate] = find('DOCKER_CONTEXT', { files, env: { DOCKER_CONTEXT: 'x' } });
      assert.ok(candidate && 'refused' in candidate);
      assert.match(candidate.refused, refused);
    });
  }

  it('know the sockets of Linux', () => {
    const env = { XDG_RUNTIME_DIR: '/run/user/1000' };
    assert.deepEqual(addresses('Docker', { env }), [
      'unix:///var/run/docker.sock',
      'unix:///home/u/.docker/run/docker.sock',
      'unix:///home/u/.docker/desktop/docker.sock',
      'unix:///run/user/1000/docker.sock',
    ]);
    const podman = ['unix:///run/user/1000/podman/podman.sock', 'unix:///run/podman/podman.sock'];
    assert.deepEqual(addresses('Podman', { env }), podman);
    assert.deepEqual(addresses('Podman', {}), podman);
  });

  it('know the sockets of macOS', () => {
    const env = { TMPDIR: '/var/folders/x/T/' };
    assert.deepEqual(addresses('Rancher Desktop', { platform: 'darwin' }), ['unix:///home/u/.rd/docker.sock']);
    assert.ok(
      addresses('Podman', { platform: 'darwin', env }).includes(
        'unix:///var/folders/x/T/podman/podman-machine-default-api.sock',
      ),
    );
    assert.ok(
      addresses('Finch', { platform: 'darwin' }).includes('unix:///Applications/Finch/lima/data/finch/sock/finch.sock'),
    );
    const folders = { '/home/u/.colima': ['_lima', 'arm', 'default'] };
    assert.deepEqual(addresses('Colima', { platform: 'darwin', folders }), [
      'unix:///home/u/.colima/default/docker.sock',
      'unix:///home/u/.colima/arm/docker.sock',
      'unix:///home/u/.config/colima/default/docker.sock',
    ]);
  });

  it('know the pipes of Windows, and no sockets there', () => {
    const found = strategies.flatMap((strategy) => strategy.find(machine({ platform: 'win32' })));
    assert.deepEqual(
      found.map(({ address }) => address),
      [
        'npipe:////./pipe/docker_engine',
        'npipe:////./pipe/dockerDesktopLinuxEngine',
        'npipe:////./pipe/podman-machine-default',
      ],
    );
  });
});
