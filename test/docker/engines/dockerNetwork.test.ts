import assert from 'node:assert/strict';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ContainerSpec } from '../../../src/contract/containerSpec';
import { labels } from '../../../src/contract/labels';
import type { ContainerReply } from '../../../src/engines/docker/replies';
import type { Container } from '../../../src/engines/engine';
import { bareApi, useLab } from './engineLab';
import { readOutput } from './ranContainer';

const server = ['python3', '-um', 'http.server', '8080', '--directory', '/tmp'];
/** Prints whether a connection to a container outside succeeds. */
function reach(address: string): string {
  return [
    'import socket',
    's = socket.socket()',
    's.settimeout(2)',
    `try: s.connect((${JSON.stringify(address)}, 8080)); print("connected")`,
    'except OSError: print("cut off")',
  ].join('\n');
}

describe('networks of a Docker engine', function () {
  this.timeout(30_000);
  const lab = useLab();
  const made: string[] = [];
  afterEach(async () => {
    await lab.removeContainers();
    for (const name of made.splice(0)) await lab.engine.removeNetwork(name);
  });

  async function network(isolated: boolean): Promise<string> {
    const { name } = lab.spec();
    made.push(name);
    await lab.engine.createNetwork({ name, isolated, labels: { [labels.job]: name } });
    return name;
  }

  async function serve(parts: Partial<ContainerSpec>): Promise<Container> {
    const container = await lab.create(lab.spec({ arguments: server, port: 8080, ...parts }));
    void readOutput(container);
    await container.start();
    return container;
  }

  /** Address of a server outside of all networks of ours. */
  async function outside(): Promise<string> {
    const { name } = await serve({ network: { isolated: false } });
    const reply = (await bareApi().json({ path: `/containers/${name}/json` })) as ContainerReply;
    return reply.NetworkSettings?.IPAddress ?? '';
  }

  it('give an isolated container nothing but loopback, and any other the world', async () => {
    const program = `${reach(await outside())}\nprint([i[1] for i in socket.if_nameindex()])`;
    const [alone, open] = [true, false].map((isolated) => lab.python(program, { network: { isolated } }));
    assert.equal((await alone)?.stdout, "cut off\n['lo']\n");
    assert.equal((await open)?.stdout, "connected\n['lo', 'eth0']\n");
  });

  for (const isolated of [true, false]) {
    it(`let peers find each other by name, ${isolated ? 'isolated' : 'open'}`, async () => {
      const name = await network(isolated);
      const peer = lab.spec({ arguments: server, network: { isolated, name, aliases: ['algo-1'] } });
      const first = await lab.create(peer);
      void readOutput(first);
      await first.start();
      const program = [
        'import urllib.request, time',
        'for i in range(100):',
        '  try: print(urllib.request.urlopen("http://algo-1:8080/").status); break',
        '  except OSError: time.sleep(0.1)',
      ];
      const { stdout } = await lab.python([...program, reach(await outside())].join('\n'), {
        network: { isolated, name, aliases: ['algo-2'] },
      });
      assert.match(stdout, isolated ? /^200\ncut off\n$/ : /^200\n/);
    });
  }

  it('reach the port of a container that is not isolated on loopback', async () => {
    const container = await serve({ network: { isolated: false } });
    const { host, port } = await container.address();
    assert.equal(host, '127.0.0.1');
    assert.equal(await statusOf(host, port), 200);
  });

  it('reach the port of an isolated container, which itself reaches nothing', async () => {
    const program = `${reach(await outside())}\nimport http.server\nhttp.server.test(http.server.SimpleHTTPRequestHandler, port=8080)`;
    const spec = lab.spec({ arguments: ['python3', '-uc', program], port: 8080, network: { isolated: true } });
    const container = await lab.create(spec);
    const output = readOutput(container);
    await container.start();
    const { host, port } = await container.address();
    assert.equal(await statusOf(host, port), 200);
    await container.stop(0);
    assert.match((await output).stdout, /^cut off\n/);
    await container.remove();
    assert.deepEqual(await networksOf(spec), []);
  });

  it('reach the port of an isolated container among peers', async () => {
    const name = await network(true);
    const container = await serve({ network: { isolated: true, name, aliases: ['one'] } });
    const { host, port } = await container.address();
    assert.equal(await statusOf(host, port), 200);
  });

  it('can be removed when they are gone', async () => {
    await lab.engine.removeNetwork('engine-test-no-such-network');
  });

  async function networksOf(spec: ContainerSpec): Promise<unknown> {
    return bareApi().json({ path: '/networks', query: { filters: { name: [spec.name] } } });
  }
});

/** The status of `GET /`, asked until there is an answer. */
async function statusOf(host: string, port: number): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const status = await new Promise<number>((resolve) => {
      http
        .get({ host, port, path: '/', agent: false }, (answer) => resolve(answer.resume().statusCode ?? 0))
        .on('error', () => resolve(0));
    });
    if (status > 0) return status;
    await delay(50);
  }
  return 0;
}
