import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { labels } from '../../../src/contract/labels';
import { useLab } from './engineLab';
import { finish, readOutput } from './ranContainer';

const count = 100_000;

describe('a container that another process started', function () {
  this.timeout(60_000);
  const lab = useLab();

  for (const state of ['running', 'ended'] as const) {
    it(`gives everything from its beginning and its end, ${state}`, async () => {
      const program = `import sys, time\nfor i in range(${count}): sys.stdout.write("%079d\\n" % i)\nprint("err", file=sys.stderr)\nsys.stdout.flush(); time.sleep(${state === 'running' ? 2 : 0}); print("last"); sys.exit(5)`;
      const spec = lab.spec({ arguments: ['python3', '-c', program] });
      const first = await lab.create(spec);
      const running = finish(first);
      if (state === 'running') await delay(1000);
      else await running;
      const adopted = await lab.engine.adopt(spec.name, spec);
      assert.ok(adopted);
      const [{ stdout, stderr }, exit] = await Promise.all([readOutput(lab.track(adopted)), adopted.wait()]);
      const lines = stdout.split('\n');
      assert.equal(lines.length, count + 2);
      assert.ok(lines.slice(0, count).every((line, index) => Number(line) === index));
      assert.deepEqual([lines[count], stderr, exit], ['last', 'err\n', { code: 5, outOfMemory: false }]);
      await running;
    });
  }

  it('can be stopped, and its output collected', async () => {
    const folder = lab.folderOf();
    const mounts = [{ kind: 'output', folder, target: '/out' }] as const;
    const spec = lab.spec({ arguments: ['sh', '-c', 'echo x > /out/x; sleep 60'], mounts });
    const first = await lab.create(spec);
    const running = finish(first);
    await delay(700);
    const adopted = await lab.engine.adopt(spec.name, spec);
    assert.ok(adopted);
    const output = readOutput(lab.track(adopted));
    await adopted.stop(0);
    assert.equal((await adopted.wait()).code, 137);
    await adopted.collect();
    await Promise.all([output, running]);
  });

  it('is not made up', async () => {
    assert.equal(await lab.engine.adopt('engine-test-none', lab.spec()), undefined);
  });
});

describe('leftovers of a Docker engine', function () {
  this.timeout(30_000);
  const lab = useLab({ directOutputs: false });

  it('are found by their labels, told by job, and removed', async () => {
    const job = `leftover-${process.pid}`;
    const own = { [labels.job]: job, [labels.folder]: '/jobs/x' };
    const mounts = [{ kind: 'output', folder: lab.folderOf(), target: '/out' }] as const;
    const spec = lab.spec({ arguments: ['sleep', '60'], labels: own, mounts, port: 8080, network: { isolated: true } });
    const container = await lab.create(spec);
    const output = readOutput(container);
    await container.start();
    const find = async () => (await lab.engine.leftovers()).filter((one) => one.job === job);
    const found = await find();
    assert.deepEqual(
      found.map(({ kind, folder, running }) => ({ kind, folder, running })),
      ['container', 'network', 'volume'].map((kind) => ({ kind, folder: '/jobs/x', running: true })),
    );
    for (const one of found) await one.remove();
    for (const one of found) await one.remove();
    assert.deepEqual(await find(), []);
    await output.catch(() => undefined);
  });
});
