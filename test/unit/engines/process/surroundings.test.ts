import assert from 'node:assert/strict';
import { mountLines, readOnlyOptions } from '../../../../src/engines/process/mountTable';
import { programArguments } from '../../../../src/engines/process/programArguments';
import { programEnvironment } from '../../../../src/engines/process/programEnvironment';
import { readDockerfile } from '../../../../src/grammars/dockerfile/readDockerfile';

describe('readOnlyOptions', () => {
  const table = [
    '1 0 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '2 1 0:5 / /tmp rw,nosuid,nodev - tmpfs tmpfs rw',
    '3 1 0:6 / /tmp\\040two ro,noexec,idmapped - tmpfs tmpfs rw',
    '4 2 0:7 / /tmp/in rw,noatime - tmpfs tmpfs rw',
    '5 2 0:8 / /tmp/in rw,nodev - tmpfs tmpfs rw',
    '',
  ].join('\n');

  for (const [path, options] of [
    ['/home/x', 'remount,bind,ro,relatime'],
    ['/tmp/x', 'remount,bind,ro,nosuid,nodev'],
    ['/tmp', 'remount,bind,ro,nosuid,nodev'],
    ['/tmpx', 'remount,bind,ro,relatime'],
    ['/tmp two/x', 'remount,bind,ro,noexec'],
    ['/tmp/in/x', 'remount,bind,ro,nodev'],
  ] as const) {
    it(path, () => {
      assert.equal(readOnlyOptions(table, path), options);
    });
  }
});

describe('mountLines', () => {
  it('are an fstab in which odd characters are octal', () => {
    const binds = [
      { source: '/', target: '/' },
      { source: '/data/a b\t#1\n\\', target: '/opt/ml/input' },
      { source: '/data/\u00fc\u00a0"\'$x', target: '/opt/ml/model' },
    ];
    assert.equal(
      mountLines(binds, '/run dir/root'),
      [
        '/ /run\\040dir/root none defaults 0 0\n',
        '/data/a\\040b\\011\\0431\\012\\134 /run\\040dir/root/opt/ml/input none defaults 0 0\n',
        '/data/\u00fc\u00a0"\'$x /run\\040dir/root/opt/ml/model none defaults 0 0\n',
      ].join(''),
    );
  });
});

describe('programEnvironment', () => {
  const sources = {
    host: { PATH: '/usr/bin:/bin', HOME: '/home/me', AWS_SECRET_ACCESS_KEY: 'x', TOKEN: 'x', CONDA_PREFIX: '/conda' },
    image: { A: 'image', B: 'image', PATH: '/ignored' },
    spec: { B: 'spec' },
    hostname: 'h',
    imagePath: ['/opt/program', '/usr/bin'],
  };

  it("is clean, the image's, then the description's", () => {
    assert.deepEqual(programEnvironment(sources, 'linux'), {
      LANG: 'C.UTF-8',
      HOME: '/home/me',
      CONDA_PREFIX: '/conda',
      HOSTNAME: 'h',
      A: 'image',
      B: 'spec',
      PATH: '/opt/program:/usr/bin:/bin',
    });
  });

  it('keeps what Windows needs, under its names', () => {
    const host = { Path: 'C:\\Windows', SystemRoot: 'C:\\Windows', SECRET: 'x' };
    const environment = programEnvironment({ ...sources, host, imagePath: ['C:\\run\\opt'] }, 'win32');
    assert.equal(environment['PATH'], 'C:\\run\\opt;C:\\Windows');
    assert.equal(environment['SystemRoot'], 'C:\\Windows');
    assert.equal(environment['SECRET'], undefined);
  });
});

describe('programArguments', () => {
  const [stage] = readDockerfile('FROM x\nENTRYPOINT ["e", "1"]\nCMD ["c"]\n', 'Dockerfile');
  const spec = {
    name: 'n',
    image: 'i',
    environment: {},
    hostname: 'h',
    mounts: [],
    network: { isolated: false },
    shmBytes: 1,
    labels: {},
  };

  for (const [what, parts, expected] of [
    ["keep the image's", {}, ['e', '1', 'c']],
    ['replace CMD', { arguments: ['train'] }, ['e', '1', 'train']],
    ['replace ENTRYPOINT, which drops CMD', { entrypoint: ['x'] }, ['x']],
    ['replace both', { entrypoint: ['x'], arguments: ['y'] }, ['x', 'y']],
  ] as const) {
    it(what, () => {
      assert.ok(stage);
      assert.deepEqual(programArguments({ ...spec, ...parts }, stage), expected);
    });
  }
});
