import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Container } from '../../src/engines/engine';
import { FolderLauncher } from '../../src/engines/process/folderLauncher';
import { useLab } from './processLab';
import { finish, readOutput } from '../docker/engines/ranContainer';
import { answerOf, startChild } from './runChild';

/** Process ids of this machine whose command line holds a text. */
function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && commandLineOf(pid).includes(text));
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It ended in the meantime.
    return '';
  }
}

async function noneLeft(text: string): Promise<number[]> {
  for (let tries = 0; tries < 60 && processesWith(text).length > 0; tries++) await delay(50);
  return processesWith(text);
}

async function firstLine(container: Container): Promise<string> {
  for await (const { data } of container.output) return data.toString();
  return '';
}

const launchers = { namespaces: undefined, folder: () => new FolderLauncher() };

for (const [name, launcher] of Object.entries(launchers)) {
  describe(`the life of a program (${name})`, function () {
    this.timeout(30_000);
    const lab = useLab(launcher);

    it('ends with its exit code, and 128 + n after a signal', async () => {
      for (const [command, code] of [
        ['exit 0', 0],
        ['exit 7', 7],
        ['exit 255', 255],
        [`sh -c 'kill -SEGV $$'; exit $?`, 139],
      ] as const) {
        assert.equal((await lab.run({ image: await lab.script(command) })).exit.code, code, command);
      }
    });

    it('gets SIGTERM and may take its time', async () => {
      const image = await lab.script(`trap 'echo bye; exit 9' TERM`, 'echo up', 'while :; do sleep 0.05; done');
      const container = await lab.create({ image });
      const output = readOutput(container);
      await container.start();
      await delay(200);
      await container.stop(20);
      assert.equal((await container.wait()).code, 9);
      assert.equal((await output).stdout, 'up\nbye\n');
    });

    it('is killed with all that it started when it does not end', async () => {
      const image = await lab.script(
        `trap '' TERM`,
        'sleep 86123 & sleep 86123 &',
        'echo up',
        'while :; do sleep 86123; done',
      );
      const container = await lab.create({ image });
      const up = firstLine(container);
      await container.start();
      assert.equal(await up, 'up\n');
      const started = performance.now();
      await container.stop(0.3);
      assert.ok(performance.now() - started >= 290);
      assert.equal((await container.wait()).code, 137);
      assert.deepEqual(await noneLeft('86123'), []);
    });

    it('takes what it left in the background along', async () => {
      const image = await lab.script('sleep 86124 &', 'echo done');
      const ran = await lab.run({ image });
      assert.equal(ran.stdout, 'done\n');
      assert.deepEqual(await noneLeft('86124'), []);
    });

    it('is ended by remove', async () => {
      const container = await lab.create({ image: await lab.script('sleep 86125') });
      await container.start();
      await container.remove();
      assert.deepEqual(processesWith('86125'), []);
      assert.deepEqual(await lab.engine.leftovers(), []);
    });

    it('is gone with all that it started once remove has answered', async () => {
      const many = 'for one in $(seq 100); do sleep 86129 & done; echo started; wait';
      const container = await lab.create({ image: await lab.script(many) });
      await container.start();
      await firstLine(container);
      await container.remove();
      assert.deepEqual(processesWith('86129'), []);
    });

    it('is ended by remove while it starts', async () => {
      const container = await lab.create({ image: await lab.script('sleep 86128') });
      const starting = container.start();
      await container.remove();
      await starting;
      assert.deepEqual(processesWith('86128'), []);
      assert.deepEqual(await lab.engine.leftovers(), []);
    });

    it('ends when the process that started it is killed', async () => {
      const image = `owner-test-${name}`;
      const context = lab.folderOf({
        Dockerfile: 'FROM x\nCOPY train /opt/program/\nENV PATH=/opt/program:$PATH\n',
        train: `#!/bin/sh\nsleep 861260 &\nsleep 861260\n`,
      });
      const folder = path.join(lab.folder, 'owned');
      const spec = lab.spec({ image });
      const child = startChild({ folder, context, spec, launcher: launcher ? 'folder' : 'auto', hold: true });
      assert.deepEqual(await answerOf(child), { started: true });
      await delay(100);
      assert.equal(processesWith('861260').length, 2);
      child.kill('SIGKILL');
      assert.deepEqual(await noneLeft('861260'), []);
    });

    it('writes 200 000 lines, stdout and stderr apart, and none is lost', async () => {
      const image = await lab.script('seq 1 200000; seq 200001 200050 >&2');
      const { stdout, stderr } = await lab.run({ image });
      assert.equal(stdout, Array.from({ length: 200_000 }, (_, index) => `${index + 1}\n`).join(''));
      assert.equal(stderr, Array.from({ length: 50 }, (_, index) => `${index + 200_001}\n`).join(''));
    });

    it('waits for a slow reader', async () => {
      const container = await lab.create({ image: await lab.script('seq 1 2000000; echo finished >&2') });
      await container.start();
      const early = await Promise.race([container.wait().then(() => 'ended'), delay(700, 'waiting')]);
      assert.equal(early, 'waiting');
      const { stdout, stderr } = await readOutput(container);
      assert.equal(stdout.length, 14_888_896);
      assert.equal(stderr, 'finished\n');
    });

    it('has its last bytes delivered to a reader that comes late', async () => {
      const container = await lab.create({ image: await lab.script('head -c 1090000 /dev/zero; echo end') });
      await container.start();
      assert.equal((await container.wait()).code, 0);
      await delay(1_200);
      const { stdout } = await readOutput(container);
      assert.deepEqual([stdout.length, stdout.slice(-5)], [1_090_004, '\0end\n']);
    });

    it('runs beside another one', async () => {
      const image = await lab.script('echo $1 > /tmp/$1-made', 'echo $1; sleep 0.2; echo $1');
      const [one, two] = await Promise.all(
        ['one', 'two'].map((word) => lab.run({ image, arguments: ['train', word] })),
      );
      assert.deepEqual([one?.stdout, two?.stdout], ['one\none\n', 'two\ntwo\n']);
    });
  });
}

describe('what a killed owner leaves', function () {
  this.timeout(30_000);
  const lab = useLab();

  it('is found by its label and removed', async () => {
    const context = lab.folderOf({ Dockerfile: 'FROM x\nCMD sleep 86127\n' });
    const { image: _, arguments: __, ...rest } = lab.spec({ image: 'x' });
    const folder = path.join(lab.folder, 'engine');
    const child = startChild({ folder, context, spec: { ...rest, image: 'left' }, launcher: 'auto', hold: true });
    await answerOf(child);
    const [running] = await lab.engine.leftovers();
    assert.deepEqual(
      [running?.kind, running?.job, running?.folder, running?.running],
      ['process', 'process-test', lab.folder, true],
    );
    child.kill('SIGKILL');
    assert.deepEqual(await noneLeft('86127'), []);
    const [left] = await lab.engine.leftovers();
    assert.equal(left?.running, false);
    await left.remove();
    assert.deepEqual(await lab.engine.leftovers(), []);
  });

  it('has its port for itself before it listens there', async () => {
    const port = 18_627;
    const context = lab.folderOf({ Dockerfile: 'FROM x\nCMD sleep 86128\n' });
    const { image: _, arguments: __, ...rest } = lab.spec({ image: 'x', port });
    const folder = path.join(lab.folder, 'engine');
    const child = startChild({ folder, context, spec: { ...rest, image: 'slow' }, launcher: 'auto', hold: true });
    await answerOf(child);
    const container = await lab.create({ image: await lab.script('exit 0'), port });
    await container.start();
    child.kill('SIGKILL');
    assert.notEqual((await container.address()).port, port);
    assert.deepEqual(await noneLeft('86128'), []);
    const [left] = await lab.engine.leftovers();
    await left?.remove();
    const again = await lab.create({ image: await lab.script('exit 0'), port });
    await again.start();
    assert.equal((await again.address()).port, port);
  });
});

describe('the time that the engine adds', function () {
  this.timeout(30_000);
  const lab = useLab();

  it('is told', async () => {
    const image = await lab.script('true');
    const times: number[] = [];
    for (let run = 0; run < 10; run++) {
      const started = performance.now();
      const container = await lab.create({ image });
      assert.equal((await finish(container)).exit.code, 0);
      await container.collect();
      await container.remove();
      times.push(performance.now() - started);
    }
    const sorted = times.sort((a, b) => a - b).map((ms) => ms.toFixed(0));
    console.log(`      a program that does nothing, from create to remove: ${sorted.join(' ')} ms`);
  });
});
