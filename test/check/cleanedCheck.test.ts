import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandLine } from '../docker/local/commandLine';
import { containersOf } from '../docker/local/dockerState';
import { useProject, type Project } from '../docker/local/project';
import { writeContainer } from './containerLab';

/** What a check says while it waits for the container that is so slow. */
const steps = { realtime: 'Serving', training: 'Training as the definition says' } as const;

/** A process that checks a program which takes a minute to start, and has come as far as its container. */
async function checkHalfWay(at: Project, use: keyof typeof steps = 'realtime'): Promise<CommandLine> {
  const changes = [[/^import os/m, 'import os, time\ntime.sleep(60)']] as const;
  const folder = await writeContainer(at, 'slow', { use, changes });
  const check = new CommandLine(at.root, ['check', folder], { TMPDIR: at.root });
  // As long as the program starts, nothing but its container is there.
  await check.untilSaid(steps[use]);
  await check.untilTrue(async () => (await containersOf(at.root)).length > 0, 'start a container');
  // The engine lists it as running a moment before it says so to the one who started it.
  await sleep(1_000);
  return check;
}

const foldersOf = (at: Project) => readdirSync(at.root).filter((name) => name.startsWith('sagemaker-check-'));

describe('what a check has made', function () {
  this.timeout(90_000);
  const project = useProject();

  it('stays while another process cleans up, and goes with the next clean when it was killed', async () => {
    const at = project();
    const check = await checkHalfWay(at);
    const clean = new CommandLine(at.root, ['clean'], { TMPDIR: at.root });
    assert.equal(await clean.ended(), 0, clean.stderr);
    assert.doesNotMatch(clean.stdout, /check-/);
    assert.equal((await containersOf(at.root)).length, 1);
    await check.kill();
    const after = new CommandLine(at.root, ['clean'], { TMPDIR: at.root });
    await after.ended();
    assert.match(after.stdout, /^container .* of check-slow[^]*^folder .*sagemaker-check-/m);
    assert.deepEqual(await containersOf(at.root), []);
    assert.deepEqual(foldersOf(at), []);
  });

  it('goes with the next check when it was killed', async () => {
    const at = project();
    await (await checkHalfWay(at)).kill();
    assert.equal(foldersOf(at).length, 1);
    const next = new CommandLine(at.root, ['check', 'no-such-image:1', '--engine', 'docker'], { TMPDIR: at.root });
    assert.equal(await next.ended(), 1, next.stderr);
    assert.deepEqual(await containersOf(at.root), []);
    assert.deepEqual(foldersOf(at), []);
  });

  const endings = [
    ['SIGINT', 'realtime'],
    ['SIGTERM', 'realtime'],
    // Longer than this test may take would its process live on for the time that a training has.
    ['SIGINT', 'training'],
  ] as const;
  for (const [signal, use] of endings) {
    it(`goes at once after ${signal}, ${use}`, async () => {
      const at = project();
      const check = await checkHalfWay(at, use);
      check.child.kill(signal);
      assert.equal(await check.ended(), 3, check.stderr);
      assert.deepEqual(await containersOf(at.root), []);
      assert.deepEqual(foldersOf(at), []);
    });
  }
});
