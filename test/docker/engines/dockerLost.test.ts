import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connectDocker, thisMachine } from '../../../src/engines/docker/connectDocker';
import { DockerApi } from '../../../src/engines/docker/dockerApi';
import type { Engine } from '../../../src/engines/engine';
import { bareApi, baseImage, EngineLab } from './engineLab';
import { never, readOutput } from './ranContainer';

/** An engine that may be killed: in namespaces of its own, so that everything in it dies and nothing of it stays. */
async function startVictim(folder: string): Promise<ChildProcess> {
  const places = ['data-root', 'exec-root', 'pidfile'].flatMap((name) => [`--${name}`, path.join(folder, name)]);
  const engine = ['dockerd', '--host', `unix://${folder}/s`, ...places, '--bridge=none', '--iptables=false'];
  const own = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
  return spawn('unshare', [...own, ...engine], { stdio: 'ignore' });
}

describe('a Docker engine that dies', function () {
  this.timeout(60_000);
  const lab = new EngineLab();
  let folder = '';
  let victim: ChildProcess | undefined;
  let engine: Engine;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'v-'));
    victim = await startVictim(folder);
    const here = { ...thisMachine(), env: { ...process.env, DOCKER_HOST: `unix://${folder}/s` } };
    const deadline = Date.now() + 30_000;
    const connect = async (): Promise<Engine | undefined> => (await connectDocker(here).catch(() => undefined))?.engine;
    let found = await connect();
    for (; !found && Date.now() < deadline; found = await connect()) await delay(100);
    assert.ok(found, 'dockerd did not start');
    engine = found;
    const image = await bareApi().stream({ path: `/images/${baseImage}/get` });
    const api = new DockerApi({ socketPath: `${folder}/s` }, 'victim');
    await api.text(await api.stream({ method: 'POST', path: '/images/load', body: image }));
  });
  after(async () => {
    victim?.kill('SIGKILL');
    await delay(200);
    rmSync(folder, { recursive: true, force: true });
  });

  /** dockerd itself, which `unshare` has started. */
  const daemon = (): number => {
    const pid = String(victim?.pid);
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
  };

  it('or is frozen does not answer, and is given up when it is told to be', async () => {
    const here = { ...thisMachine(), env: { ...process.env, DOCKER_HOST: `unix://${folder}/s` } };
    const frozen = (await connectDocker(here)).engine;
    assert.ok(frozen);
    const container = await frozen.create(lab.spec({ arguments: ['sleep', '600'] }), never);
    const output = readOutput(container);
    output.catch(() => undefined);
    await container.start();
    assert.equal(await frozen.answers(5_000), true);
    process.kill(daemon(), 'SIGSTOP');
    try {
      // A process stops thread by thread: one of them may still answer.
      while (await frozen.answers(300));
      const stopped = container.stop(10);
      frozen.giveUp();
      const lost = { name: 'AppError', code: 'engine.lost', message: /does not answer any more: it is silent/ };
      // All are looked at from the start: one that is lost while another is waited for would count as unhandled.
      await Promise.all([output, container.wait(), stopped].map((one) => assert.rejects(one, lost)));
      await assert.rejects(container.remove(), lost);
    } finally {
      process.kill(daemon(), 'SIGCONT');
    }
    assert.equal(await engine.answers(5_000), true);
  });

  it('is told by output and wait, and nothing hangs', async () => {
    const program = 'import time\nwhile True: print("line", flush=True); time.sleep(0.01)';
    const container = await engine.create(lab.spec({ arguments: ['python3', '-c', program] }), never);
    const silent = await engine.create(lab.spec({ arguments: ['sleep', '600'] }), never);
    const outputs = [readOutput(container), readOutput(silent)];
    for (const one of outputs) one.catch(() => undefined);
    await Promise.all([container.start(), silent.start()]);
    await delay(500);
    assert.ok(victim);
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    const lost = { name: 'AppError', code: 'engine.lost', message: /does not answer any more/ };
    for (const one of outputs) await assert.rejects(one, lost);
    for (const one of [container, silent]) {
      await assert.rejects(one.wait(), lost);
      await assert.rejects(one.stop(1), lost);
      await assert.rejects(one.remove(), lost);
    }
    await assert.rejects(engine.leftovers(), lost);
    await assert.rejects(engine.create(lab.spec(), never), lost);
  });
});
