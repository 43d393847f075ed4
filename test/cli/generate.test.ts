import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertGolden } from '../machine/goldenFile';
import { repository } from '../machine/repository';
import { suiteFolder } from '../machine/suiteFolder';

const program = join(repository, 'dist/cli.js');
const training = `import os
with open(os.path.join(os.environ["SM_MODEL_DIR"], "model.txt"), "w") as file:
    file.write("1")
print("done")
`;

describe('generate, in the packaged command line', function () {
  this.timeout(60_000);
  const root = suiteFolder('generate');
  const inside = (...names: readonly string[]): string => join(root, ...names);
  before(() => {
    mkdirSync(inside('cars'));
    mkdirSync(inside('empty'));
    writeFileSync(inside('cars', 'train.py'), training);
    writeFileSync(inside('cars', 'Dockerfile'), 'FROM scratch\n');
    writeFileSync(inside('cars', 'requirements.txt'), 'lightgbm==4.5.0\n');
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const cli = (words: string) =>
    new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
      const child = execFile(process.execPath, [program, ...words.split(' ')], { cwd: root }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  const shown = async (code: number, words: string): Promise<string> => {
    const { stdout, stderr, ...ended } = await cli(words);
    assert.equal(ended.code, code, stdout + stderr);
    const text = `$ sagemaker-containers ${words}\n${stdout}--- stderr\n${stderr}--- ends with ${code}\n\n`;
    return text.replaceAll('\r\n', '\n').replaceAll(root, 'FOLDER');
  };

  it('says what it found and shows what it would write, and writes nothing unasked', async () => {
    assertGolden('cli/generate-dry-run.txt', await shown(0, 'generate cars --dry-run'));
    const refused = [
      await shown(2, 'generate cars'),
      await shown(2, 'generate cars --kind serving --yes'),
      await shown(2, 'generate cars --set train=other.py --yes'),
      await shown(2, 'generate cars --set colour=red --yes'),
      await shown(2, 'generate cars --replace train.py --yes'),
      await shown(2, 'generate empty --yes'),
      await shown(2, 'generate nowhere --yes'),
    ];
    assertGolden('cli/generate-refused.txt', refused.join(''));
    assert.ok(!existsSync(inside('cars', 'entrypoints')));
  });

  it('writes what is new, leaves what is there, and replaces what it is told to', async () => {
    assert.match(
      await shown(0, 'generate cars --yes'),
      /Written: Dockerfile\.sagemaker, Dockerfile\.sagemaker\.dockerignore, /,
    );
    assert.equal(readFileSync(inside('cars', 'Dockerfile'), 'utf8'), 'FROM scratch\n');
    assert.equal(readFileSync(inside('cars', 'train.py'), 'utf8'), training);
    if (process.platform !== 'win32') assert.equal(statSync(inside('cars', 'entrypoints/train')).mode & 0o111, 0o111);
    writeFileSync(inside('cars', 'entrypoints/train'), '#!/bin/sh\nmine\n');
    const again = await shown(0, 'generate cars --yes');
    assert.match(
      again,
      /--- a\/entrypoints\/train\n[\s\S]*\n-mine\n[\s\S]*Nothing was written\.\nLeft as they are: entrypoints\/train;/,
    );
    assert.equal(readFileSync(inside('cars', 'entrypoints/train'), 'utf8'), '#!/bin/sh\nmine\n');
    await shown(0, 'generate cars --yes --replace entrypoints/train');
    assert.match(readFileSync(inside('cars', 'entrypoints/train'), 'utf8'), /^#!\/usr\/bin\/env python3\n/);
  });

  it('gives all of it as JSON', async () => {
    const { code, stdout, stderr } = await cli('generate cars --dry-run --json');
    assert.deepEqual([code, stderr], [0, '']);
    const lines = stdout
      .trim()
      .split(/\r?\n/)
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    assert.deepEqual([lines[0]?.['kind'], lines[0]?.['container']], ['proposal', 'training']);
    assert.ok(lines.slice(1).every((line) => line['kind'] === 'file' && line['state'] === 'same'));
  });
});
