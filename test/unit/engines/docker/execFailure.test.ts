import assert from 'node:assert/strict';
import { execFailure, isExecFailure } from '../../../../src/engines/docker/execFailure';

const spec = {
  name: 'n',
  image: 'my-image:1',
  arguments: ['train'],
  environment: {},
  hostname: 'h',
  mounts: [],
  network: { isolated: true },
  shmBytes: 1,
  labels: {},
};

describe('what runtimes say when a program can not be executed', () => {
  for (const output of [
    'exec /usr/local/bin/train: exec format error',
    'exec /usr/local/bin/train: no such file or directory\n',
    'standard_init_linux.go:228: exec user process caused: exec format error\n',
    'standard_init_linux.go:211: exec user process caused "no such file or directory"',
    'exec container process `/usr/local/bin/train`: Exec format error\n',
  ]) {
    it(`is known: ${JSON.stringify(output)}`, () => {
      assert.ok(isExecFailure(output));
      assert.equal(execFailure(spec, output).code, 'container.start');
    });
  }

  for (const output of [
    '',
    'exec format error',
    'Traceback\nexec /x: exec format error',
    'exec /x: exec format error\nmore',
    'execution: permission denied',
  ]) {
    it(`is not mistaken for output: ${JSON.stringify(output)}`, () => assert.ok(!isExecFailure(output)));
  }

  it('names the program and keeps the words of the engine', () => {
    const text =
      'OCI runtime create failed: runc create failed: unable to start container process: exec: "train": executable file not found in $PATH: unknown';
    const { message, action } = execFailure(spec, text);
    assert.match(
      message,
      /^my-image:1 can not be started: "train" is not found in the PATH.*executable file not found in \$PATH/,
    );
    assert.match(action, /chmod \+x/);
  });
});
