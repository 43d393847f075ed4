import assert from 'node:assert/strict';
import { CommandLine, commandLine } from '../local/commandLine';
import { containersOf } from '../local/dockerState';
import { useProject } from '../local/project';
import { writeContainer } from './containerLab';

describe('a check beside another process that cleans up', function () {
  this.timeout(90_000);
  const project = useProject();

  it('keeps its container while it lives, and loses it when it was killed', async () => {
    const at = project();
    // As long as the server starts, nothing but its container is there.
    const changes = [[/^import os/m, 'import os, time\ntime.sleep(60)']] as const;
    const folder = await writeContainer(at, 'slow', { use: 'realtime', changes });
    const check = new CommandLine(at.root, ['check', folder], { TMPDIR: at.root });
    await check.untilSaid('Serving');
    await check.untilTrue(async () => (await containersOf(at.root)).length > 0, 'start a container');
    const beside = await commandLine(at.root, ['clean']);
    assert.equal(beside.code, 0, beside.stderr);
    assert.doesNotMatch(beside.stdout, /check-slow/);
    assert.equal((await containersOf(at.root)).length, 1);
    await check.kill();
    const { stdout } = await commandLine(at.root, ['clean']);
    assert.match(stdout, /^container .* of check-slow/m);
    assert.deepEqual(await containersOf(at.root), []);
  });
});
