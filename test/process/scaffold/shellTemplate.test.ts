import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../machine/repository';
import { suiteFolder } from '../../machine/suiteFolder';

const image = join(repository, 'templates', 'shell', 'files', 'image');

describe('the programs of the template shell', () => {
  const folder = suiteFolder('shell');
  after(() => rmSync(folder, { recursive: true }));

  function train(rows: string): { readonly code: number | null; readonly left: string } {
    const base = join(folder, String(Math.random()));
    mkdirSync(join(base, 'input', 'config'), { recursive: true });
    mkdirSync(join(base, 'input', 'data', 'train'), { recursive: true });
    writeFileSync(join(base, 'input', 'config', 'hyperparameters.json'), '{}');
    writeFileSync(join(base, 'input', 'data', 'train', 'rows.csv'), rows);
    const env = { ...process.env, SAGEMAKER_BASE_DIR: base, TMPDIR: base };
    const { status } = spawnSync('sh', [join(image, 'train')], { env });
    const file = status === 0 ? join('model', 'mean') : join('output', 'failure');
    return { code: status, left: readFileSync(join(base, file), 'utf8') };
  }

  it('learn from numbers in all their forms, and lines of Windows', () => {
    assert.deepEqual(train('1,2,4\r\n1,2,5\r\n'), { code: 0, left: '4.500\n' });
    assert.deepEqual(train('1,.5\n\n1,1e-1\n'), { code: 0, left: '0.300\n' });
  });

  for (const [what, rows, reason] of [
    ['a header', 'a,b,target\n1,2,4\n', 'Channel train: row 1 ends with target, which is no number.'],
    ['a value that is missing', '1,2,4\n1,2,n/a\n', 'Channel train: row 2 ends with n/a, which is no number.'],
    ['no rows', '\n', 'Channel train: it holds no rows.'],
  ] as const)
    it(`say why they do not learn from ${what}`, () => assert.deepEqual(train(rows), { code: 1, left: reason }));

  it('answer for numbers in all their forms, and tell the caller of what is none', () => {
    writeFileSync(join(folder, 'mean'), '4.5\n');
    const predict = (input: string) => spawnSync('sh', [join(image, 'predict'), folder], { input, encoding: 'utf8' });
    assert.equal(predict('1,2\r\n1e-5,.5\n-3,+2.\n').stdout, '4.5\n4.5\n4.5\n');
    const { status, stderr } = predict('1,many\n');
    assert.deepEqual([status, stderr], [2, 'row 1 holds many, which is no number\n']);
  });
});
