import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { createModelReader } from '../../src/archives/modelFiles';
import { AppError } from '../../src/contract/appError';
import { archiveSeen } from '../../src/local/check/readArchive';
import { packFolder } from '../../src/local/containers/archive';
import { extractModel } from '../../src/local/hosting/modelData';
import { suiteFolder } from '../machine/suiteFolder';

/** So many zeros are packed as tightly as gzip can. */
const zeros = 12_000_000;

describe('the archive of a model', () => {
  const folder = suiteFolder('model-archive');
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is extracted and read although it holds nothing but zeros', async () => {
    const [model, archive, target] = ['zeros', 'zeros.tar.gz', 'extracted'].map((name) => join(folder, name));
    assert.ok(model !== undefined && archive !== undefined && target !== undefined);
    mkdirSync(model);
    writeFileSync(join(model, 'weights.bin'), Buffer.alloc(zeros));
    writeFileSync(join(model, 'zz.json'), '{}');
    await packFolder(model, archive);
    await extractModel(archive, target);
    assert.equal(statSync(join(target, 'weights.bin')).size, zeros);
    assert.deepEqual((await archiveSeen(archive)).entries, ['weights.bin', 'zz.json']);
    assert.ok(await createModelReader().read(archive), 'it is read in place, too');
  });

  it('is refused, with nothing extracted, where the disk has no room for it', async () => {
    const [archive, target] = [join(folder, 'bomb.tar.gz'), join(folder, 'bomb')];
    const block = Buffer.alloc(512);
    new Header({ path: 'weights.bin', type: 'File', mode: 0o644, size: 2 ** 52, mtime: new Date() }).encode(block);
    writeFileSync(archive, gzipSync(Buffer.concat([block, Buffer.alloc(4096)])));
    await assert.rejects(extractModel(archive, target), (error: unknown) => {
      assert.ok(error instanceof AppError && error.code === 'model.archive', String(error));
      assert.match(error.message, /holds more than the \d+\.\d GB that are free on the disk/);
      return true;
    });
    assert.deepEqual(readdirSync(target), []);
  });
});
