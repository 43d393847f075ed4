import assert from 'node:assert/strict';
import { Header } from 'tar';
import { localLink } from '../../../../src/engines/docker/localLink';
import { foldersArchive } from '../../../../src/engines/docker/outputMounts';

describe('links in an output mount', () => {
  for (const [file, link, expected] of [
    ['l', 'a/b', 'a/b'],
    ['a/l', '../b', '../b'],
    ['a/b/l', '/opt/ml/model/x/y', '../../x/y'],
    ['l', '/opt/ml/model', '.'],
    ['l', '/etc/passwd', undefined],
    ['l', '/opt/ml/models/x', undefined],
    ['a/l', '../../x', undefined],
    ['l', '/opt/ml/model/../output/x', undefined],
    ['a/l', '../../model/x', '../../model/x'],
  ] as const) {
    it(`${file} -> ${link} becomes ${String(expected)}`, () =>
      assert.equal(localLink('/opt/ml/model', file, link), expected));
  }
});

describe('the archive of folders that a program finds', () => {
  it("holds parents first, once, as root's", () => {
    const archive = foldersArchive(['data', 'metrics/sagemaker', './metrics/other/']);
    const headers = Array.from(
      { length: archive.length / 512 - 2 },
      (_none, index) => new Header(archive.subarray(index * 512)),
    );
    assert.deepEqual(
      headers.map(({ path, mode, uid, gid, type }) => [path, mode, uid, gid, type]),
      ['data/', 'metrics/', 'metrics/sagemaker/', 'metrics/other/'].map((path) => [path, 0o755, 0, 0, 'Directory']),
    );
  });
});
