import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { useLab } from './processLab';

describe('the environment of a plain process', function () {
  this.timeout(30_000);
  const lab = useLab();
  const secrets = {
    AWS_SECRET_ACCESS_KEY: 'leak',
    AWS_PROFILE: 'leak',
    GITHUB_TOKEN: 'leak',
    NPM_TOKEN: 'leak',
    ANY_OTHER: 'leak',
  };
  const kept: Record<string, string | undefined> = {};

  before(() => {
    for (const [name, value] of Object.entries(secrets)) {
      kept[name] = process.env[name];
      process.env[name] = value;
    }
  });
  after(() => {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  it('holds nothing of the user but what chooses his interpreter', async () => {
    const { stdout } = await lab.run({ image: await lab.script('env') });
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0]);
    const allowed = [
      'PATH',
      'HOME',
      'LANG',
      'HOSTNAME',
      'VIRTUAL_ENV',
      'CONDA_PREFIX',
      'CONDA_DEFAULT_ENV',
      'PYENV_ROOT',
      'PYENV_VERSION',
      'PWD',
      '_',
      'SHLVL',
    ];
    assert.deepEqual(
      names.filter((name) => !allowed.includes(name ?? '')),
      [],
    );
    assert.ok(!stdout.includes('leak'));
  });

  it("is the image's ENV, then that of the description", async () => {
    const image = await lab.image(
      ['COPY train /opt/program/', 'ENV A=image B="image too" PATH=/opt/program:$PATH', 'ENV C=${A}-c'],
      {
        train: '#!/bin/sh\necho "$A|$B|$C|$HOSTNAME|${PATH%%:*}"',
      },
    );
    const { stdout } = await lab.run({ image, environment: { A: 'spec' } });
    assert.equal(stdout, 'spec|image too|image-c|ip-10-0-0-1|/opt/program\n');
  });

  it('may hold names that a shell would drop', async () => {
    const image = await lab.image([]);
    const { stdout } = await lab.run({ image, arguments: ['env'], environment: { 'odd.name-x': 'a b' } });
    assert.ok(stdout.includes('odd.name-x=a b\n'), stdout);
  });

  it('may hold names that the way to the program uses too', async () => {
    const image = await lab.image([]);
    const names = ['pid', 'rest', 'root', 'host', 'loopback', 'workdir', 'path', 'bound'];
    const environment = Object.fromEntries(names.map((name) => [name, `own ${name}`]));
    const { stdout } = await lab.run({ image, arguments: ['env'], environment });
    for (const name of names) assert.ok(stdout.includes(`${name}=own ${name}\n`), stdout);
  });

  it('has a PATH where this machine gives none', async () => {
    const { PATH } = process.env;
    const image = await lab.script('echo $PATH; ls / > /dev/null && echo found');
    process.env['PATH'] = '';
    try {
      const { stdout } = await lab.run({ image });
      assert.equal(stdout, '/opt/program:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nfound\n');
    } finally {
      process.env['PATH'] = PATH;
    }
  });
});

describe('creating', () => {
  const lab = useLab();

  it('leaves nothing when it fails', async () => {
    const spec = lab.spec({ image: await lab.script('true') });
    const folder = path.join(lab.folderOf({ 'file.txt': '' }), 'file.txt');
    const mounts = [{ kind: 'output', folder, target: '/opt/ml/model', folders: ['data'] }] as const;
    await assert.rejects(lab.create({ ...spec, mounts }));
    assert.deepEqual(readdirSync(path.join(lab.folder, 'engine')), []);
  });
});
