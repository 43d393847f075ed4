import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFolder } from '../../../src/scaffold/generate/readFolder';
import { writeChosen } from '../../../src/scaffold/generate/writeChosen';
import { compareFiles } from '../../../src/scaffold/writeProject';
import { Scaffolded } from '../../docker/local/scaffolded';
import { suiteFolder } from '../../machine/suiteFolder';
import { usualFolders } from './generated';

describe('containers that were generated for a folder, on plain processes', function () {
  this.timeout(120_000);

  for (const { what, pieces, kind } of usualFolders)
    it(`run: ${what}`, async () => {
      const project = await Scaffolded.generated(pieces, kind);
      try {
        await project.run('process');
      } finally {
        project.remove();
      }
    });
});

describe('a folder that a container is generated for', () => {
  const root = suiteFolder('generate');
  const inside = (...names: readonly string[]): string => join(root, ...names);
  const code = (wanted: string) => (error: unknown) => (error as { readonly code?: string }).code === wanted;
  before(() => {
    mkdirSync(inside('folder', 'venv'), { recursive: true });
    mkdirSync(inside('outside'));
    writeFileSync(inside('outside', 'train.py'), 'print("secret")\n');
    writeFileSync(inside('folder', 'train.py'), 'print(1)\n');
    writeFileSync(inside('folder', 'large.py'), 'x'.repeat(600 * 1024));
    writeFileSync(inside('folder', 'zero.py'), 'a\0b');
    writeFileSync(inside('folder', 'venv', 'pyvenv.cfg'), '');
    writeFileSync(inside('folder', 'venv', 'lib.py'), '');
    symlinkSync(inside('outside'), inside('folder', 'linked'));
    symlinkSync(inside('outside', 'train.py'), inside('folder', 'serve'));
    symlinkSync(inside('outside', 'new'), inside('folder', 'Dockerfile'));
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it('is looked at without following links, or reading what is large, no text, or of a virtual environment', async () => {
    const { files, links } = await readFolder(inside('folder'));
    assert.deepEqual(
      files.map(({ path, text }) => [path, text]),
      [
        ['large.py', undefined],
        ['train.py', 'print(1)\n'],
        ['zero.py', undefined],
      ],
    );
    assert.deepEqual(links, ['Dockerfile', 'linked', 'serve']);
    await assert.rejects(readFolder(inside('nowhere')), code('scaffold.folder'));
  });

  it('is looked at with all lists of packages that its lists include, whatever they are called', async () => {
    const lists = {
      'requirements.txt': '-r extra.txt\n-r needs/base.txt # all\nnumpy\n',
      'extra.txt': '--requirement=more.list\n-r requirements.txt\n',
      'more.list': 'six\n',
      'needs/base.txt': '-c ../../outside.txt\n',
      // As PowerShell writes it.
      'requirements/prod.txt': Buffer.from('\uFEFFpandas\r\n', 'utf16le'),
      'notes.txt': 'nothing of interest\n',
    };
    for (const [name, text] of Object.entries(lists)) {
      mkdirSync(inside('lists', name, '..'), { recursive: true });
      writeFileSync(inside('lists', name), text);
    }
    const { files } = await readFolder(inside('lists'));
    assert.equal(files.find(({ path }) => path === 'requirements/prod.txt')?.text, 'pandas\r\n');
    const read = files.flatMap(({ path, text }) => (text === undefined ? [] : [path])).sort();
    assert.deepEqual(
      read,
      Object.keys(lists)
        .filter((name) => name !== 'notes.txt')
        .sort(),
    );
  });

  it('keeps what is there, and writes through no link', async () => {
    const file = (path: string) => ({ path, content: 'new\n', mode: 0o644 as const });
    const states = await compareFiles(inside('folder'), [file('train.py'), file('added')]);
    assert.deepEqual(await writeChosen(inside('folder'), { states, replaced: [] }), ['added']);
    assert.equal(readFileSync(inside('folder', 'train.py'), 'utf8'), 'print(1)\n');
    const linked = await compareFiles(inside('folder'), [file('Dockerfile')]);
    await assert.rejects(writeChosen(inside('folder'), { states: linked, replaced: [] }), /scaffold|link/);
    assert.throws(() => readFileSync(inside('outside', 'new')));
    writeFileSync(inside('folder', 'train.py'), 'print(2)\n');
    await assert.rejects(writeChosen(inside('folder'), { states, replaced: ['train.py'] }), code('scaffold.moved'));
    const again = await compareFiles(inside('folder'), [file('train.py')]);
    assert.deepEqual(await writeChosen(inside('folder'), { states: again, replaced: ['train.py'] }), ['train.py']);
  });
});
