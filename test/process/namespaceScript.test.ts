import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Bind } from '../../src/engines/process/grafts';
import { mountLines } from '../../src/engines/process/mountTable';
import { unshare } from '../../src/engines/process/namespaceLauncher';
import { namespaceScript } from '../../src/engines/process/namespaceScript';
import { runFolder } from '../../src/engines/process/runFolder';
import { spawnProgram } from '../../src/engines/process/spawnProgram';
import { openStreams } from '../../src/engines/process/streams';
import { useLab } from './processLab';

describe('the mounts of a program', function () {
  this.timeout(30_000);
  const lab = useLab();
  const shared: string[] = [];
  after(() => {
    for (const folder of shared) rmSync(folder, { recursive: true });
  });

  /** Show `binds` to a shell command. @returns what it prints */
  async function seen(binds: readonly Bind[], command: string, isTableWritten: boolean): Promise<string> {
    const run = runFolder(lab.folder, path.basename(lab.folderOf()));
    mkdirSync(run.root);
    const table = path.join(run.path, 'mounts');
    if (isTableWritten) writeFileSync(table, mountLines(binds, run.root));
    const steps = binds.flatMap(({ source, target }) => ['bind', source, target === '/' ? '' : target]);
    const settings = [run.root, 'ip-10-0-0-1', '', '/', '/usr/bin:/bin'];
    const program = ['run', '/bin/sh', '-c', command];
    const script = ['/bin/sh', '-c', namespaceScript, 'sh', ...settings, 'table', table, '', ...steps, ...program];
    const streams = await openStreams(run);
    const launch = { ...unshare({ mapped: process.getuid?.() !== 0, isolated: false }, script), environment: {} };
    const { exit } = await spawnProgram({ ...launch, workdir: run.path, handshake: true }, streams);
    const [stdout, stderr, { code }] = await Promise.all([text(streams.stdout), text(streams.stderr), exit]);
    assert.deepEqual([stderr, code], ['', 0]);
    return stdout;
  }

  for (const [how, isTableWritten] of [
    ['at once', true],
    ['one by one where that fails', false],
  ] as const) {
    // The machine has something mounted there itself, which is covered by then and does not count.
    it(`are done ${how}, also at a place where the machine has the same mount`, async () => {
      const folder = mkdtempSync('/dev/shm/process-lab-');
      shared.push(folder);
      writeFileSync(path.join(folder, 'x'), 'shown\n');
      const cover = lab.folderOf({ 'shm/.keep': '' });
      const binds = [
        { source: '/', target: '/' },
        { source: cover, target: '/dev' },
        { source: '/dev/shm', target: '/dev/shm' },
      ];
      assert.equal(await seen(binds, `ls /dev; cat ${folder}/x`, isTableWritten), 'shm\nshown\n');
    });
  }
});
