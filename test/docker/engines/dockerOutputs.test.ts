import assert from 'node:assert/strict';
import { lstatSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { useLab } from './engineLab';
import { finish } from './ranContainer';

for (const directOutputs of [true, false]) {
  describe(`output mounts of a Docker engine, ${directOutputs ? 'direct where possible' : 'copied'}`, function () {
    this.timeout(60_000);
    const lab = useLab({ directOutputs });

    it('are empty, hide what the image has there, and belong to root with mode 0755', async () => {
      const image = await lab.image([
        'RUN mkdir -p /opt/ml/model && echo old > /opt/ml/model/old && chmod 777 /opt/ml/model',
      ]);
      const folder = lab.folderOf();
      const { stdout } = await lab.run({
        image,
        arguments: [
          'sh',
          '-c',
          'cd /opt/ml/model; ls -A; stat -c "%u %g %a %n" . data metrics/sagemaker; stat -c %a metrics',
        ],
        mounts: [{ kind: 'output', folder, target: '/opt/ml/model', folders: ['data', 'metrics/sagemaker'] }],
      });
      assert.equal(stdout, 'data\nmetrics\n0 0 755 .\n0 0 755 data\n0 0 755 metrics/sagemaker\n755\n');
    });

    it('are collected, owned by the user and removable, without pipes and set-uid', async () => {
      const folder = lab.folderOf();
      const program = [
        'cd /opt/ml/model',
        'mkdir -p a/b empty locked; echo m > a/b/m; echo s > secret; chmod 000 secret; echo x > locked/x; chmod 500 locked',
        'cp /bin/true tool; chmod 4755 tool; mkfifo pipe; echo one > one; ln one two; chown 1234:1234 one',
        'ln -s a/b/m relative; ln -s /opt/ml/model/a/b/m absolute; touch "spaces and ümlaut" -- -dash',
      ].join('\n');
      const container = await lab.create(
        lab.spec({ arguments: ['sh', '-ec', program], mounts: [{ kind: 'output', folder, target: '/opt/ml/model' }] }),
      );
      const ran = await finish(container);
      assert.equal(ran.exit.code, 0, ran.stderr);
      await container.collect();
      await container.remove();
      const names = [
        '-dash',
        'a',
        'absolute',
        'empty',
        'locked',
        'one',
        'relative',
        'secret',
        'spaces and ümlaut',
        'tool',
        'two',
      ];
      assert.deepEqual(readdirSync(folder).sort(), names.sort());
      assert.equal(readFileSync(path.join(folder, 'a/b/m'), 'utf8'), 'm\n');
      assert.equal(readFileSync(path.join(folder, 'secret'), 'utf8'), 's\n');
      assert.equal(readFileSync(path.join(folder, 'two'), 'utf8'), 'one\n');
      assert.equal(readFileSync(path.join(folder, 'relative'), 'utf8'), 'm\n');
      assert.equal(readFileSync(path.join(folder, 'absolute'), 'utf8'), 'm\n');
      assert.equal(lstatSync(path.join(folder, 'tool')).mode & 0o7777, 0o755);
      for (const name of names) assert.equal(lstatSync(path.join(folder, name)).uid, process.getuid?.());
      rmSync(folder, { recursive: true });
    });

    it('bring nothing out of their folder', async () => {
      const folder = lab.folderOf({ 'model/.keep': '' });
      const target = path.join(folder, 'model');
      rmSync(path.join(target, '.keep'));
      const program = 'cd /out; ln -s ../../.. up; ln -s /etc/passwd passwd; mkdir d; ln -s d link; echo x > link/x';
      const container = await lab.create(
        lab.spec({ arguments: ['sh', '-ec', program], mounts: [{ kind: 'output', folder: target, target: '/out' }] }),
      );
      assert.equal((await finish(container)).exit.code, 0);
      await container.collect();
      assert.equal(readFileSync(path.join(target, 'd/x'), 'utf8'), 'x\n');
      assert.deepEqual(readdirSync(folder), ['model']);
      assert.deepEqual(readdirSync(target).sort(), ['d', 'link']);
      assert.equal(readlinkSync(path.join(target, 'link')), 'd');
    });

    it('can not be written by a user that is not root, as on the platform', async () => {
      const image = await lab.image(['USER 1000:1000']);
      const folder = lab.folderOf();
      const mounts = [{ kind: 'output', folder, target: '/opt/ml/model' }] as const;
      const { exit, stderr } = await lab.run({ image, arguments: ['touch', '/opt/ml/model/x'], mounts });
      assert.notEqual(exit.code, 0);
      assert.match(stderr, /Permission denied/);
    });
  });
}

describe('output mounts of a Docker engine that can not be copied', function () {
  this.timeout(30_000);
  const lab = useLab({ directOutputs: false });

  it('are an error that says what stands in the way', async () => {
    const folder = lab.folderOf({ 'x/in the way': '' });
    const mounts = [{ kind: 'output', folder, target: '/out' }] as const;
    const container = await lab.create(lab.spec({ arguments: ['sh', '-c', 'echo x > /out/x'], mounts }));
    await finish(container);
    const message = /^What the container wrote to \/out could not be copied to .*: /;
    await assert.rejects(container.collect(), { name: 'AppError', code: 'container.collect', message });
  });
});
