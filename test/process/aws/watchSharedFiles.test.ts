import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sharedPlaces, watchSharedFiles } from '../../../src/aws/context/watchSharedFiles';

describe('the shared AWS files', function () {
  this.timeout(30_000);
  const variables = { ...process.env };
  let home: string;
  let told: (readonly string[])[];
  let watcher: { dispose(): void } | undefined;

  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'shared-')));
    process.env['AWS_CONFIG_FILE'] = join(home, '.aws', 'config');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(home, '.aws', 'credentials');
    told = [];
  });
  afterEach(() => {
    watcher?.dispose();
    process.env = { ...variables };
    rmSync(home, { recursive: true, force: true });
  });

  const watch = async () => {
    watcher = await watchSharedFiles((profiles) => told.push(profiles), sharedPlaces(process.env, home));
  };
  const untilTold = async (count: number) => {
    while (told.length < count) await sleep(20);
  };
  const profile = (name: string, key: string) =>
    `[profile ${name}]\nregion = eu-west-1\naws_access_key_id = ${key}\naws_secret_access_key = s\n`;

  it('are seen when they are made, where there was not even a folder', async () => {
    await watch();
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'config'), profile('cars', 'A'));
    await untilTold(1);
    assert.deepEqual(told, [['cars']]);
    // As a program that never leaves half a file does.
    writeFileSync(join(home, '.aws', 'new'), profile('cars', 'B') + profile('trucks', 'A'));
    renameSync(join(home, '.aws', 'new'), join(home, '.aws', 'config'));
    await untilTold(2);
    assert.deepEqual(told[1], ['cars', 'trucks']);
  });

  it('tell of a sign-in, and of nothing that says the same as before', async () => {
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'config'), profile('cars', 'A'));
    await watch();
    // Neither is anything new: another file, and the same once more.
    writeFileSync(join(home, '.aws', 'notes'), 'x');
    writeFileSync(join(home, '.aws', 'config'), profile('cars', 'A'));
    mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true });
    writeFileSync(join(home, '.aws', 'sso', 'cache', 'token.json'), '{}');
    await untilTold(1);
    assert.deepEqual(told, [[]]);
    writeFileSync(join(home, '.aws', 'sso', 'cache', 'token.json'), '{"accessToken":"new"}');
    await untilTold(2);
    assert.deepEqual(told, [[], []]);
  });

  it('are told of no more once nobody wants it', async () => {
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'config'), profile('cars', 'A'));
    await watch();
    watcher?.dispose();
    let seen = 0;
    const other = await watchSharedFiles(() => (seen += 1), sharedPlaces(process.env, home));
    try {
      writeFileSync(join(home, '.aws', 'config'), profile('cars', 'B'));
      while (seen === 0) await sleep(20);
      assert.deepEqual(told, []);
    } finally {
      other.dispose();
    }
  });
});
