import assert from 'node:assert/strict';
import { explainStartFailure } from '../../../src/engines/startFailure';

describe('explainStartFailure', () => {
  for (const [engineText, meaning] of [
    [
      'exec: "train": executable file not found in $PATH: unknown',
      /"train" is not found in the PATH of the image \(exit code 127\)/,
    ],
    ['exec: "/x": stat /x: no such file or directory: unknown', /"train" is not found/],
    ['exec /opt/program/train: exec format error', /another processor/],
    ['exec: "train": permission denied: unknown', /not executable.*126/],
    ['exec /opt/program/train: no such file or directory', /interpreter that its first line names does not.*CRLF/],
  ] as const) {
    it(engineText, () => {
      const error = explainStartFailure({ image: 'my:image', program: 'train', engineText });
      assert.equal(error.code, 'container.start');
      assert.match(error.message, meaning);
      assert.ok(error.message.startsWith('my:image can not be started: '));
      assert.ok(error.message.endsWith(`The engine says: ${engineText}`));
    });
  }

  it("says what is known without an engine's words", () => {
    const error = explainStartFailure({ image: 'i', fault: 'notExecutable' });
    assert.equal(
      error.message,
      'i can not be started: its program is not executable, or a folder stands in its place (exit code 126).',
    );
  });

  it('leaves unknown words as they are', () => {
    const error = explainStartFailure({ image: 'i', program: 'p', engineText: 'cgroup trouble\n  twice' });
    assert.equal(error.message, 'i can not be started. The engine says: cgroup trouble twice');
  });
});
