import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ScaffoldFile } from '../../../src/scaffold/template';
import { listTemplates, ownLibrary, readTemplate } from '../../../src/scaffold/templateLibrary';
import { compareFiles, writeProject } from '../../../src/scaffold/writeProject';
import { suiteFolder } from '../../machine/suiteFolder';

const file = (path: string, content = 'new\n', mode: ScaffoldFile['mode'] = 0o644): ScaffoldFile => ({
  path,
  content,
  mode,
});
const code = (wanted: string) => (error: unknown) => (error as { readonly code?: string }).code === wanted;
let count = 0;

describe('files of projects', () => {
  const root = suiteFolder('scaffold');
  after(() => rmSync(root, { recursive: true, force: true }));
  const fresh = (): string => join(root, `p${String((count += 1))}`);
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };

  it('are written with their folders and bits, and not again', async () => {
    const folder = fresh();
    const files = [file('image/train', '#!/bin/sh\n', 0o755), file('a.bin', 'x')];
    assert.deepEqual(await writeProject(folder, files, false), ['image/train', 'a.bin']);
    if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'image/train')).mode & 0o777, 0o755);
    assert.deepEqual(await writeProject(folder, files, false), []);
  });

  it('never replace others, but by force; nothing is written then', async () => {
    const folder = fresh();
    put(join(folder, 'b'), 'old\n');
    await assert.rejects(writeProject(folder, [file('a'), file('b')], false), code('scaffold.exists'));
    assert.equal(existsSync(join(folder, 'a')), false);
    assert.equal(readFileSync(join(folder, 'b'), 'utf8'), 'old\n');
    chmodSync(join(folder, 'b'), 0o600);
    assert.deepEqual(await writeProject(folder, [file('a'), file('b', '#!', 0o755)], true), ['a', 'b']);
    if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'b')).mode & 0o777, 0o755);
  });

  it('are compared with what is there', async () => {
    const folder = fresh();
    put(join(folder, 'same'), 'new\n');
    put(join(folder, 'other'), 'old\n');
    const states = await compareFiles(folder, [file('same'), file('other'), file('missing')]);
    assert.deepEqual(
      states.map(({ state, current }) => [state, current]),
      [
        ['same', 'new\n'],
        ['changed', 'old\n'],
        ['new', undefined],
      ],
    );
  });

  it('do not leave their folder by a link', async () => {
    const [folder, outside] = [fresh(), fresh()];
    mkdirSync(folder);
    mkdirSync(outside);
    symlinkSync(outside, join(folder, 'image'));
    await assert.rejects(writeProject(folder, [file('image/deep/train')], false), code('scaffold.escape'));
    assert.equal(existsSync(join(outside, 'deep')), false);
  });

  it('say what stands in their way', async () => {
    const folder = fresh();
    put(join(folder, 'a/b'), '');
    await assert.rejects(writeProject(folder, [file('a')], true), code('scaffold.exists'));
    await assert.rejects(writeProject(folder, [file('a/b/c')], true), code('scaffold.exists'));
  });
});

describe('the folder of a project', () => {
  const root = suiteFolder('project-folder');
  after(() => rmSync(root, { recursive: true, force: true }));
  const refused = (folder: string, error: string, action: RegExp) =>
    assert.rejects(writeProject(folder, [file('a')], false), (thrown: unknown) => {
      assert.equal(code(error)(thrown), true, String(thrown));
      assert.match((thrown as { readonly action: string }).action, action);
      return true;
    });

  it('is one that every system can have, as far as it is new', async () => {
    for (const name of ['con', 'aux.txt', 'sub/nul/x'])
      await refused(join(root, name), 'scaffold.folder', /^Windows keeps/);
    await refused(join(root, 'trailing.'), 'scaffold.folder', /at its end/);
    if (process.platform !== 'win32') {
      await refused(join(root, 'C:\\x'), 'scaffold.folder', /^Leave out/);
      mkdirSync(join(root, 'there:'));
      assert.deepEqual(await writeProject(join(root, 'there:/new'), [file('a')], false), ['a']);
    }
    assert.equal(existsSync(join(root, 'sub')), false);
  });

  it('is no file, and no link that leads nowhere', async () => {
    writeFileSync(join(root, 'file'), '');
    await refused(join(root, 'file'), 'scaffold.folder', /another folder/);
    await refused(join(root, 'file/sub'), 'scaffold.folder', /another folder/);
    symlinkSync(join(root, 'nowhere'), join(root, 'dangling'));
    await refused(join(root, 'dangling'), 'scaffold.write', /another folder/);
  });

  it('is one that can be made', async () => {
    await refused(join(root, 'n'.repeat(300)), 'scaffold.write', /may write to/);
    if (process.platform === 'linux') await refused('/proc/project', 'scaffold.write', /may write to/);
  });
});

describe('a folder of templates', () => {
  const root = suiteFolder('templates');
  after(() => rmSync(root, { recursive: true, force: true }));
  const manifest = (trees: readonly object[]): string =>
    JSON.stringify({ title: 'T', description: 'D', questions: [], trees, first: 'a', steps: [] });
  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  before(() => {
    put(
      'mine/template.json',
      manifest([
        { from: 'files', without: ['out'] },
        { from: '/parts/p', to: 'to' },
      ]),
    );
    put('mine/files/deep/a', 'text');
    put('mine/files/out', 'not this');
    put('parts/p/b', Buffer.of(0, 255));
    put('escaping/template.json', manifest([{ from: '../..' }]));
    put('linked/template.json', manifest([{ from: 'files' }]));
    symlinkSync(dirname(root), join(root, 'linked/files'));
    put('absent/template.json', manifest([{ from: 'nothing' }]));
    put('a-file/template.json', manifest([{ from: 'template.json' }]));
    put('mine/files/latin', Buffer.from('caf\u00e9', 'latin1'));
    put('other/broken/template.json', '{');
    put('other/good/template.json', manifest([{ from: 'files' }]));
    put('other/good/files/a', '');
    mkdirSync(join(root, 'folder/one/template.json'), { recursive: true });
  });

  it('lists those with a template.json', async () => {
    assert.deepEqual(
      (await listTemplates(ownLibrary(root))).map(({ name }) => name),
      ['a-file', 'absent', 'escaping', 'linked', 'mine'],
    );
  });

  it('gives their files, texts and others', async () => {
    const { files } = await readTemplate(ownLibrary(root), 'mine');
    assert.deepEqual(
      files.map(({ path, content }) => [path, typeof content === 'string' ? content : [...content]]),
      [
        ['latin', [99, 97, 102, 233]],
        ['deep/a', 'text'],
        ['to/b', [0, 255]],
      ],
    );
  });

  it('keeps to itself', async () => {
    for (const name of ['escaping', 'linked'])
      await assert.rejects(readTemplate(ownLibrary(root), name), code('scaffold.escape'));
    for (const name of ['absent', 'a-file'])
      await assert.rejects(readTemplate(ownLibrary(root), name), code('scaffold.template'));
    await assert.rejects(readTemplate(ownLibrary(root), '../mine'), code('scaffold.unknown'));
    await assert.rejects(listTemplates(ownLibrary(join(root, 'parts'))), code('scaffold.library'));
    await assert.rejects(listTemplates(ownLibrary(join(root, 'no'))), code('scaffold.library'));
    await assert.rejects(listTemplates(ownLibrary(join(root, 'mine'))), /it is a template itself/);
    await assert.rejects(listTemplates(ownLibrary(join(root, 'folder'))), /template.json could not be read/);
  });

  it('gives a good one beside a broken one, which is named', async () => {
    assert.equal((await readTemplate(ownLibrary(join(root, 'other')), 'good')).files.length, 1);
    await assert.rejects(listTemplates(ownLibrary(join(root, 'other'))), /broken.template\.json:1:2 is no template/);
  });
});
