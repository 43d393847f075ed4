import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyAllFiles, copyFiles } from '../../../src/local/containers/copyFiles';

describe('copyFiles', () => {
  let root = '';
  const at = (...parts: string[]) => join(root, ...parts);
  const write = (path: string, text: string) => {
    mkdirSync(join(at(path), '..'), { recursive: true });
    writeFileSync(at(path), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'copy-'));
    write('from/a', 'aa');
    write('from/deep/b', 'b');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('takes files with their sizes and times, makes their folders, and leaves what else is there', async () => {
    write('to/old', 'old');
    utimesSync(at('from/a'), 1_000_000, 1_000_000);
    const copied = await copyFiles(at('from'), at('to'), 'all');
    assert.deepEqual([...copied].sort(), [
      ['a', 2],
      [join('deep', 'b'), 1],
    ]);
    assert.equal(readFileSync(at('to/deep/b'), 'utf8'), 'b');
    assert.equal(statSync(at('to/a')).mtimeMs, 1_000_000_000);
    assert.ok(existsSync(at('to/old')));
  });

  it('P5: follows no link and makes no empty folder', async () => {
    mkdirSync(at('from/empty'));
    symlinkSync('a', at('from/link'));
    symlinkSync(at('from/deep'), at('from/folder'));
    await copyFiles(at('from'), at('to'), 'all');
    for (const name of ['empty', 'link', 'folder']) assert.ok(!existsSync(at('to', name)), name);
  });

  it('takes what is new or has changed since the last time, on demand', async () => {
    const changed = async () => [...(await copyFiles(at('from'), at('to'), 'changed')).keys()].sort();
    assert.deepEqual(await changed(), ['a', join('deep', 'b')]);
    assert.deepEqual(await changed(), []);
    appendFileSync(at('from/a'), 'a');
    write('from/c', 'c');
    assert.deepEqual(await changed(), ['a', 'c']);
    assert.equal(readFileSync(at('to/a'), 'utf8'), 'aaa');
  });

  it('has nothing to do for a folder that is not there', async () => {
    assert.equal((await copyFiles(at('nowhere'), at('to'), 'all')).size, 0);
  });

  it('lets the last of several folders win', async () => {
    write('other/a', 'other');
    const copied = await copyAllFiles([at('from'), at('other')], at('to'), 'all');
    assert.equal(copied.get('a'), 5);
    assert.equal(readFileSync(at('to/a'), 'utf8'), 'other');
  });
});
