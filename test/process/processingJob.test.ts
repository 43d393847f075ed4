import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../machine/repository';
import { commandLine } from '../docker/local/commandLine';

describe('the processing example on plain processes', function () {
  this.timeout(30_000);
  let root = '';
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'processing-'));
    const data = join('examples', 'car-evaluation', 'data');
    for (const folder of [join('examples', 'processing-job'), data])
      cpSync(join(repository, folder), join(root, folder), { recursive: true });
    rmSync(join(root, 'examples', 'processing-job', 'prepared'), { recursive: true, force: true });
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('prepares all cars and says what it did', async () => {
    const definition = join(root, 'examples', 'processing-job', 'cars.processing-job.json');
    const { code, stderr } = await commandLine(root, ['run', definition, '--engine', 'process']);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Exit message: 1728 rows, 21 columns, 4 labels/);
    const rows = (name: string) =>
      readFileSync(join(root, 'examples', 'processing-job', 'prepared', name, `${name}.csv`), 'utf8')
        .trimEnd()
        .split('\n');
    assert.deepEqual([rows('train').length, rows('validation').length], [1382, 346]);
    for (const row of rows('train')) assert.match(row, /^[0-3](,[01]){21}$/);
  });
});
