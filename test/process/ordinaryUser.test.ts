import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { useLab } from './processLab';
import { type Ran } from '../docker/engines/ranContainer';
import { answerOf, nobody, startChild } from './runChild';

describe('an ordinary user', function () {
  this.timeout(60_000);
  const lab = useLab();
  const shares: string[] = [];
  after(() => {
    for (const share of shares) rmSync(share, { recursive: true });
  });

  it('gives a program /opt/ml, read-only inputs and no network, and owns what it wrote', async () => {
    const input = lab.folderOf({ 'config/hyperparameters.json': '{}' });
    // Mounted nosuid and nodev, which an ordinary user may not take off.
    const shared = mkdtempSync('/dev/shm/process-lab-');
    shares.push(shared);
    chmodSync(shared, 0o755);
    const train = [
      '#!/bin/sh',
      'cat /opt/ml/input/config/hyperparameters.json; echo; echo x > /opt/ml/input/y || echo refused; echo x > /opt/ml/shared/y || echo refused too',
      'echo trained > /opt/ml/model/m; id -u; cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d " "; echo $$; ls /app; uname -n',
      'mkdir /opt/ml/output/locked; chmod 000 /opt/ml/output/locked',
    ];
    const context = lab.folderOf({
      Dockerfile: 'FROM x\nCOPY train /app/\nENV PATH=/app:$PATH\n',
      train: `${train.join('\n')}\n`,
    });
    const [folder, model, output] = [lab.folderOf(), lab.folderOf(), lab.folderOf()];
    const ordinary = process.getuid?.() === 0 ? nobody : (process.getuid?.() ?? 0);
    for (const mine of [folder, model, output]) chownSync(mine, ordinary, statSync(mine).gid);
    const spec = lab.spec({
      image: 'ordinary',
      network: { isolated: true },
      mounts: [
        { kind: 'input', source: input, target: '/opt/ml/input' },
        { kind: 'input', source: shared, target: '/opt/ml/shared' },
        { kind: 'output', folder: model, target: '/opt/ml/model' },
        { kind: 'output', folder: output, target: '/opt/ml/output', folders: ['data'] },
      ],
    });
    // Temporary folders are their maker's alone.
    chmodSync(lab.folder, 0o755);
    const engine = path.join(folder, 'engine');
    mkdirSync(engine);
    chownSync(engine, ordinary, statSync(folder).gid);
    const child = startChild({ folder: engine, context, spec, launcher: 'auto', hold: false }, true);
    const ran = (await answerOf(child)) as Ran & { readonly title: string };
    assert.equal(ran.title, 'Plain processes in namespaces of the user');
    assert.equal(ran.stdout, '{}\nrefused\nrefused too\n0\nlo\n1\ntrain\nip-10-0-0-1\n', ran.stderr);
    assert.equal(ran.exit.code, 0);
    assert.equal(readFileSync(path.join(model, 'm'), 'utf8'), 'trained\n');
    assert.equal(statSync(path.join(model, 'm')).uid, ordinary);
    assert.equal(lstatSync(path.join(output, 'locked')).mode & 0o700, 0o700);
    assert.deepEqual(
      readdirSync(engine).filter((name) => name.startsWith('process-test')),
      [],
    );
  });
});
