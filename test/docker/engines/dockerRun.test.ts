import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { bareApi, baseImage, useLab } from './engineLab';
import { finish, readOutput } from './ranContainer';

describe('a container of a Docker engine', function () {
  this.timeout(30_000);
  const lab = useLab();

  it('gives stdout, stderr and the exit code', async () => {
    const ran = await lab.python('import sys; print("out"); print("err", file=sys.stderr); sys.exit(3)');
    assert.deepEqual(ran, { exit: { code: 3, outOfMemory: false }, stdout: 'out\n', stderr: 'err\n' });
  });

  it('has no terminal, the given host name and environment, and 64 MB of shared memory', async () => {
    const program = [
      'import os, sys, socket',
      's = os.statvfs("/dev/shm")',
      'print(sys.stdout.isatty(), sys.stdin.isatty(), socket.gethostname(), os.environ["A"], s.f_blocks * s.f_frsize >> 20)',
    ].join('\n');
    const { stdout } = await lab.python(program, { environment: { A: 'x=y z' }, hostname: 'ip-10-1-2-3' });
    assert.equal(stdout, 'False False ip-10-1-2-3 x=y z 64\n');
  });

  it('has no privileges beyond those that Docker gives by default', async () => {
    const { stdout } = await lab.python('print(*[l for l in open("/proc/self/status") if "CapEff" in l])');
    assert.equal(stdout, 'CapEff:\t00000000a80425fb\n\n');
  });

  it('can read input mounts, files and folders, but not write them', async () => {
    const source = lab.folderOf({ 'a/b.csv': '1,2\n' });
    const { stdout, stderr, exit } = await lab.run({
      arguments: ['sh', '-c', 'cat /in/a/b.csv /one.csv; echo no > /in/new'],
      mounts: [
        { kind: 'input', source, target: '/in' },
        { kind: 'input', source: `${source}/a/b.csv`, target: '/one.csv' },
      ],
    });
    assert.equal(stdout, '1,2\n1,2\n');
    assert.match(stderr, /Read-only file system/);
    assert.notEqual(exit.code, 0);
  });

  it('loses none of 200 000 lines, and keeps their order', async () => {
    const { stdout } = await lab.python('import sys\nfor i in range(200000): sys.stdout.write("%079d\\n" % i)');
    const lines = stdout.split('\n');
    assert.equal(lines.length, 200_001);
    assert.ok(lines.slice(0, -1).every((line, index) => Number(line) === index));
  });

  it('holds the program back when nobody reads', async () => {
    const container = await lab.create(
      lab.spec({
        arguments: ['python3', '-c', 'import sys\nfor i in range(2000000): sys.stdout.write("%079d\\n" % i)'],
      }),
    );
    await container.start();
    await delay(1500);
    const before = process.memoryUsage().rss;
    let ended = false;
    void container.wait().then(() => (ended = true));
    await delay(500);
    assert.equal(ended, false);
    assert.ok(process.memoryUsage().rss - before < 50e6);
  });

  it('says that the kernel ended it for want of memory', async () => {
    const spec = lab.spec({ arguments: ['python3', '-c', 'b = bytearray(200 << 20); print(len(b))'] });
    const container = await lab.create(spec);
    const memory = 64 << 20;
    await bareApi().json({
      method: 'POST',
      path: `/containers/${spec.name}/update`,
      body: { Memory: memory, MemorySwap: memory },
    });
    const { exit, stdout } = await finish(container);
    assert.deepEqual([exit, stdout], [{ code: 137, outOfMemory: true }, '']);
  });

  it('gets SIGTERM, and time to end in order', async () => {
    const program =
      'import signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *a: (print("bye"), sys.exit(7)))\nprint("up")\ntime.sleep(60)';
    const container = await lab.create(lab.spec({ arguments: ['python3', '-uc', program] }));
    const output = readOutput(container);
    await container.start();
    await delay(500);
    await container.stop(20);
    assert.deepEqual(await container.wait(), { code: 7, outOfMemory: false });
    assert.equal((await output).stdout, 'up\nbye\n');
    await container.stop(20);
  });

  it('is killed when it ignores SIGTERM for longer than the grace', async () => {
    const program = 'import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint("up")\ntime.sleep(60)';
    const container = await lab.create(lab.spec({ arguments: ['python3', '-uc', program] }));
    const output = readOutput(container);
    await container.start();
    await delay(500);
    const asked = performance.now();
    await container.stop(1);
    assert.ok(performance.now() - asked < 5000);
    assert.deepEqual(await container.wait(), { code: 137, outOfMemory: false });
    assert.equal((await output).stdout, 'up\n');
  });

  it('is gone after remove, which may come twice and while it runs', async () => {
    const spec = lab.spec({ arguments: ['sleep', '60'] });
    const container = await lab.create(spec);
    const output = readOutput(container);
    await container.start();
    await container.remove();
    await container.remove();
    await output;
    assert.equal(await lab.engine.adopt(spec.name, spec), undefined);
  });

  it('is refused in clear words when its name is taken or its image is missing', async () => {
    const spec = lab.spec({ arguments: ['true'] });
    await lab.create(spec);
    await assert.rejects(lab.create(spec), { name: 'AppError', code: 'container.create' });
    await assert.rejects(lab.create(lab.spec({ image: 'no-such-image:1' })), {
      name: 'AppError',
      code: 'image.missing',
    });
  });

  it('is not left behind when its creation is cancelled', async () => {
    const abort = new AbortController();
    const spec = lab.spec({ arguments: ['true'] });
    const creating = lab.engine.create(spec, abort.signal);
    abort.abort();
    await assert.rejects(creating, { name: 'AbortError' });
    assert.equal(await lab.engine.adopt(spec.name, spec), undefined);
  });
});

describe('how a Docker engine starts a program', function () {
  this.timeout(60_000);
  const lab = useLab();
  const echo = '#!/bin/sh\necho "$0 $@"\n';
  let image = '';
  before(async () => {
    image = await lab.image(
      ['COPY entry other /usr/local/bin/', 'RUN chmod +x /usr/local/bin/*', 'ENTRYPOINT ["entry"]', 'CMD ["default"]'],
      { entry: echo, other: echo },
    );
  });
  const cases = [
    { title: 'the image alone: ENTRYPOINT and CMD', spec: {}, expected: 'entry default' },
    { title: 'T1, T3: arguments replace CMD alone', spec: { arguments: ['train'] }, expected: 'entry train' },
    { title: 'T2: an entrypoint drops CMD', spec: { entrypoint: ['other'] }, expected: 'other ' },
    { title: 'T4: both', spec: { entrypoint: ['other', 'a'], arguments: ['b c'] }, expected: 'other a b c' },
  ];
  for (const { title, spec, expected } of cases) {
    it(title, async () => {
      const { stdout } = await lab.run({ image, ...spec });
      assert.equal(stdout, `/usr/local/bin/${expected}\n`);
    });
  }

  it('knows the facts of an image', async () => {
    const {
      bytes = 0,
      environment,
      ...facts
    } = await lab.engine.image(image, () => undefined, new AbortController().signal);
    assert.ok(bytes > 1_000_000, `${String(bytes)} bytes`);
    assert.match(environment.join('\n'), /^PATH=/m);
    assert.deepEqual(facts, {
      name: image,
      architecture: 'amd64',
      labels: {},
      entrypoint: ['entry'],
      command: ['default'],
      user: '',
    });
    assert.equal((await lab.engine.image(baseImage, () => undefined, new AbortController().signal)).name, baseImage);
  });
});
