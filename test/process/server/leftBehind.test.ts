import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine } from '../../docker/local/commandLine';
import { suiteFolder } from '../../machine/suiteFolder';

/** No process has it: ids end well below. */
const gone = 2 ** 30;

describe('what a killed server leaves', function () {
  this.timeout(60_000);
  const root = suiteFolder('left-behind');
  after(() => rmSync(root, { recursive: true, force: true }));

  it('is removed where it was half written, and gone on with where it was taken', async () => {
    const account = join(root, '.sagemaker');
    const [staging, invocations] = [join(account, 's3', '.staging'), join(account, 'invocations')];
    for (const folder of [staging, invocations, join(account, 's3', 'later')]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(staging, `${gone}.half`), 'half');
    writeFileSync(join(staging, `${process.pid}.ours`), 'of a process that lives');
    const call = {
      ...{ id: 'one', endpoint: 'none', headers: {}, input: { inline: '' }, takenAt: Date.now() },
      ...{ output: 's3://later/one.out', failure: 's3://later/one-error.out' },
      ...{ concurrency: 1, waitSeconds: 60, timeoutSeconds: 60 },
    };
    writeFileSync(join(invocations, `${gone}.one.json`), JSON.stringify(call));
    writeFileSync(join(invocations, `${gone}.two.json.${gone}.next`), '{"id":');
    const server = new CommandLine(root, ['server', '--port', '0']);
    await server.untilSaid('Ctrl-C');
    const failure = join(account, 's3', 'later', 'one-error.out');
    await server.untilTrue(() => existsSync(failure) && readdirSync(invocations).length === 0, 'go on');
    assert.equal(readFileSync(failure, 'utf8'), 'The endpoint none is gone.');
    assert.deepEqual(readdirSync(staging), [`${process.pid}.ours`]);
    server.interrupt();
    assert.equal(await server.ended(), 0);
  });
});
