import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { c as create } from 'tar';
import { zipSync } from 'fflate';
import { createModelReader } from '../../src/archives/modelFiles';
import { neededColumns, writtenColumns } from '../../src/validation/mleap/pipeline';
import { readPipeline } from '../../src/validation/mleap/readPipeline';
import { repository } from '../machine/repository';

const abalone = join(repository, 'test', 'golden', 'mleap', 'abalone.zip');

describe('models as files', () => {
  let folder = '';
  const models = createModelReader();

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'models-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('are read from what MLeap itself has written', async () => {
    const files = await models.read(abalone);
    const reading = files && readPipeline(files);
    assert.equal(reading?.kind, 'pipeline');
    assert.deepEqual(
      neededColumns(reading.pipeline).map(({ column, kind }) => [column, kind?.shape]),
      [
        ['sex', 'scalar'],
        ['length', 'scalar'],
        ['rings', 'scalar'],
      ],
    );
    assert.deepEqual(
      writtenColumns(reading.pipeline).map(({ column, kind }) => [column, kind?.shape]),
      [
        ['prediction', 'scalar'],
        ['features', 'tensor'],
        ['sex_vector', 'tensor'],
        ['sex_index', 'scalar'],
      ],
    );
    const other = await models.read(join(repository, 'test', 'golden', 'mleap', 'abalone-protobuf.zip'));
    assert.equal(other && readPipeline(other).kind, 'unknown');
  });

  it('are the same in a folder, a zip and a tar.gz', async () => {
    const zip = await models.read(abalone);
    assert.ok(zip);
    const bundle = join(folder, 'bundle');
    for (const [name, text] of zip.texts) {
      mkdirSync(join(bundle, name, '..'), { recursive: true });
      writeFileSync(join(bundle, name), text);
    }
    const archive = join(folder, 'model.tar.gz');
    await create({ gzip: true, file: archive, cwd: bundle }, ['.']);
    for (const path of [bundle, join(bundle, 'bundle.json'), archive]) {
      const files = await models.read(path);
      assert.deepEqual([...(files?.names ?? [])].sort(), [...zip.names].sort(), path);
      assert.deepEqual(new Map([...(files?.texts ?? [])].sort()), new Map([...zip.texts].sort()), path);
    }
  });

  it('are read again once they have changed', async () => {
    const path = join(folder, 'changing.zip');
    const write = (text: string) => {
      writeFileSync(path, zipSync({ 'bundle.json': new TextEncoder().encode(text) }));
    };
    write('{}');
    const first = await models.read(path);
    assert.equal(await models.read(path), first);
    write('{"format":"json"}');
    assert.equal((await models.read(path))?.texts.get('bundle.json'), '{"format":"json"}');
  });

  it('are nothing where they are broken, not there, or no archives', async () => {
    for (const [name, content] of [
      ['text.zip', 'no zip'],
      ['text.tar.gz', 'no tar'],
      ['text.tar', 'no tar'.repeat(500)],
      ['text.bin', 'no archive'],
      ['empty.zip', ''],
    ] as const) {
      writeFileSync(join(folder, name), content);
      const files = await models.read(join(folder, name));
      assert.deepEqual(files?.names ?? [], [], name);
    }
    assert.equal(await models.read(join(folder, 'none.zip')), undefined);
  });

  it('stay inside, and hold no more than is looked at', async () => {
    const path = join(folder, 'hostile.zip');
    const bundle = new TextEncoder().encode('{}');
    const large = new Uint8Array(5 * 1024 * 1024).fill(0x20);
    writeFileSync(path, zipSync({ '../bundle.json': bundle, '/root/model.json': bundle, 'root/node.json': large }));
    const files = await models.read(path);
    assert.deepEqual(files?.names, ['root/model.json', 'root/node.json']);
    assert.deepEqual([...files.texts.keys()], ['root/model.json']);
    const linked = join(folder, 'linked');
    mkdirSync(linked);
    symlinkSync(abalone, join(linked, 'bundle.json'));
    assert.deepEqual((await models.read(linked))?.names, []);
  });
});
