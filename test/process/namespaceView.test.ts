import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { useLab } from './processLab';

describe('what a program in namespaces sees', function () {
  this.timeout(30_000);
  const lab = useLab();

  it('/opt/ml as in a container, and the machine keeps its own', async () => {
    const before = existsSync('/opt/ml') ? readdirSync('/opt/ml') : undefined;
    const input = lab.folderOf({ 'config/hyperparameters.json': '{"a":"1"}', 'data/train/.keep': '' });
    const channel = lab.folderOf({ 'rows.csv': '1,2\n' });
    const [model, output] = [lab.folderOf(), lab.folderOf()];
    const image = await lab.script(
      'cat /opt/ml/input/config/hyperparameters.json /opt/ml/input/data/train/rows.csv',
      'echo trained > /opt/ml/model/m; ls /opt/ml /opt/ml/output; pwd; echo x > /opt/ml/code-made',
    );
    const ran = await lab.run({
      image,
      mounts: [
        { kind: 'input', source: input, target: '/opt/ml/input' },
        { kind: 'input', source: channel, target: '/opt/ml/input/data/train' },
        { kind: 'output', folder: model, target: '/opt/ml/model' },
        { kind: 'output', folder: output, target: '/opt/ml/output', folders: ['data', 'metrics/sagemaker'] },
      ],
    });
    assert.deepEqual(ran, {
      exit: { code: 0, outOfMemory: false },
      stdout: '{"a":"1"}1,2\n/opt/ml:\ninput\nmodel\noutput\n\n/opt/ml/output:\ndata\nmetrics\n/opt/program\n',
      stderr: '',
    });
    assert.equal(readFileSync(path.join(model, 'm'), 'utf8'), 'trained\n');
    assert.deepEqual(existsSync('/opt/ml') ? readdirSync('/opt/ml') : undefined, before);
    assert.equal(existsSync('/opt/program'), false);
  });

  it('its own name as an address, beside those that the machine knows', async () => {
    const before = readFileSync('/etc/hosts', 'utf8');
    const image = await lab.script('getent hosts algo-1 | tr -s " "; getent hosts localhost >/dev/null && echo kept');
    for (const isolated of [false, true]) {
      const ran = await lab.run({ image, network: { isolated, aliases: ['algo-1'] } });
      assert.equal(ran.stdout, '127.0.0.1 algo-1\nkept\n', ran.stderr);
    }
    assert.equal(readFileSync('/etc/hosts', 'utf8'), before);
  });

  it('inputs that it can not write', async () => {
    const input = lab.folderOf({ 'file.txt': 'kept' });
    const image = await lab.script(
      'echo new > /opt/ml/input/file.txt; rm /opt/ml/input/file.txt; touch /opt/ml/input/x; true',
    );
    const ran = await lab.run({ image, mounts: [{ kind: 'input', source: input, target: '/opt/ml/input' }] });
    assert.equal(ran.stderr.match(/Read-only file system/g)?.length, 3, ran.stderr);
    assert.deepEqual(readdirSync(input), ['file.txt']);
    assert.equal(readFileSync(path.join(input, 'file.txt'), 'utf8'), 'kept');
  });

  it('a single file where a file is mounted', async () => {
    const source = path.join(lab.folderOf({ 'one.csv': 'one\n' }), 'one.csv');
    const image = await lab.script('cat /opt/ml/input/data/train/one.csv; ls /opt/ml/input/data/train');
    const ran = await lab.run({
      image,
      mounts: [{ kind: 'input', source, target: '/opt/ml/input/data/train/one.csv' }],
    });
    assert.equal(ran.stdout, 'one\none.csv\n');
  });

  it('the files of its image at new and at existing places, among those of the machine', async () => {
    const program =
      'ls /opt/ml/code /app /app/lib; cat /usr/local/share/ours.txt; test -x /bin/sh && ls -d /usr/bin/env\n';
    const image = await lab.image(
      [
        'COPY run /app/run',
        'COPY lib/ /app/lib',
        'COPY train.py /opt/ml/code/',
        'COPY ours.txt /usr/local/share/',
        'CMD ["/app/run"]',
      ],
      { run: `#!/bin/sh\n${program}`, 'lib/a.py': '', 'lib/sub/b.py': '', 'train.py': '', 'ours.txt': 'ours\n' },
    );
    const ran = await lab.run({ image, arguments: ['/app/run'] });
    assert.equal(ran.stderr, '');
    assert.equal(
      ran.stdout,
      '/app:\nlib\nrun\n\n/app/lib:\na.py\nsub\n\n/opt/ml/code:\ntrain.py\nours\n/usr/bin/env\n',
    );
    assert.equal(existsSync('/app'), false);
  });

  it('other folders of /opt as they are', async () => {
    const others = readdirSync('/opt').filter((name) => name !== 'ml');
    const { stdout } = await lab.run({ image: await lab.script('ls -A /opt') });
    assert.deepEqual(stdout.trim().split('\n').sort(), [...others, 'ml', 'program'].sort());
  });

  it('files of its image that it may change, for itself only', async () => {
    const image = await lab.script('cat note.txt 2>&1; echo changed > note.txt; cat note.txt');
    for (let run = 0; run < 2; run++) {
      const { stdout } = await lab.run({ image });
      assert.match(stdout, /^cat: .*\nchanged\n$/);
    }
  });

  it('a /tmp, a /dev/shm of the asked size, a host name and process numbers of its own', async () => {
    const image = await lab.script(
      'ls -A /tmp | wc -l; echo x > /tmp/ours; df -k /dev/shm | tail -1; uname -n; echo $$; ls -d /proc/[0-9]* | head -1',
    );
    const { stdout } = await lab.run({ image });
    const [entries, shm = '', host, pid, first] = stdout.split('\n');
    assert.deepEqual([entries?.trim(), host, pid, first], ['0', 'ip-10-0-0-1', '1', '/proc/1']);
    assert.match(shm, / 65536 /);
  });

  it('only loopback when isolated, and this machine otherwise', async () => {
    const image = await lab.script(
      'cat /proc/net/dev | tail -n +3 | cut -d: -f1 | tr -d " "; cat /proc/net/route | wc -l',
    );
    const isolated = await lab.run({ image, network: { isolated: true } });
    assert.equal(isolated.stdout, 'lo\n1\n');
    const open = await lab.run({ image });
    assert.ok(open.stdout.startsWith('lo\n') || open.stdout.includes('\nlo\n'));
  });

  it('/dev/stdout and /dev/stderr that can be opened', async () => {
    const { stdout, stderr } = await lab.run({
      image: await lab.script('echo one > /dev/stdout; echo two > /dev/stderr'),
    });
    assert.deepEqual([stdout, stderr], ['one\n', 'two\n']);
  });

  it('paths with spaces, quotes and dollars', async () => {
    const odd = path.join(lab.folder, `# a\\040 "b" $c 'd' ;\te\nf`);
    mkdirSync(odd);
    writeFileSync(path.join(odd, 'x y.txt'), 'fine\n');
    const image = await lab.script('cat "/opt/ml/input/x y.txt"; echo "$1|$2|$ODD"');
    const ran = await lab.run({
      image,
      arguments: ['train', 'a b; echo $HOME', '*'],
      environment: { ODD: '$(id) "x"\nsecond' },
      mounts: [{ kind: 'input', source: odd, target: '/opt/ml/input' }],
    });
    assert.equal(ran.stdout, 'fine\na b; echo $HOME|*|$(id) "x"\nsecond\n');
  });
});

describe('what a program leaves', function () {
  this.timeout(30_000);
  const lab = useLab();

  it('belongs to the user and can be removed', async () => {
    const folder = lab.folderOf();
    const image = await lab.script(
      'cd /opt/ml/model; mkdir locked; echo x > locked/x; echo s > secret; chmod 000 secret locked; mkfifo pipe',
      'cp /bin/true tool; chmod 4755 tool; mkdir -p a/b; echo m > a/b/m; ln -s /opt/ml/model/a/b/m absolute; ln -s ../../.. up',
      'ln -s a/b/m relative; ln -s /etc/passwd passwd',
    );
    const container = await lab.create({ image, mounts: [{ kind: 'output', folder, target: '/opt/ml/model' }] });
    await container.start();
    assert.equal((await container.wait()).code, 0);
    await container.collect();
    assert.deepEqual(readdirSync(folder).sort(), ['a', 'absolute', 'locked', 'relative', 'secret', 'tool']);
    assert.equal(readFileSync(path.join(folder, 'absolute'), 'utf8'), 'm\n');
    assert.equal(readFileSync(path.join(folder, 'locked', 'x'), 'utf8'), 'x\n');
    assert.equal(lstatSync(path.join(folder, 'tool')).mode & 0o7777, 0o755);
    await container.remove();
    assert.deepEqual(readdirSync(path.join(lab.folder, 'engine')), []);
  });
});
