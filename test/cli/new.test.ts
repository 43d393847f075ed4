import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assertGolden } from '../machine/goldenFile';
import { repository } from '../machine/repository';
import { suiteFolder } from '../machine/suiteFolder';

const program = join(repository, 'dist/cli.js');

/** A library of one template of somebody's own. */
const own: Readonly<Record<string, string>> = {
  'trainer/template.json': JSON.stringify({
    title: 'Our trainer',
    description: 'Trains on our base image.',
    questions: [
      { key: 'name', title: 'Name', default: 'our-job', pattern: '[a-z-]+', hint: 'Use small letters.' },
      {
        key: 'gpu',
        title: 'With a GPU',
        default: 'no',
        choices: [
          { value: 'no', title: 'No' },
          { value: 'yes', title: 'Yes' },
        ],
      },
    ],
    trees: [{ from: 'files' }, { from: '/common', to: 'image', when: ['gpu=yes'] }],
    first: 'README.md',
    steps: ['run {{name}}.training-job.json'],
  }),
  'trainer/files/README.md': '# {{name}}\n',
  'trainer/files/image/train': '#!/bin/sh\necho {{name}}{{#gpu=yes}} on a GPU{{/gpu=yes}}\n',
  'common/cuda.txt': '12\n',
  'broken/templates/wrong/template.json': '{ "title": 3 }',
};

describe('new, in the packaged command line', function () {
  this.timeout(60_000);
  const root = suiteFolder('new');
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  before(() => {
    for (const [path, text] of Object.entries(own)) put(`own/${path}`, text);
    put('taken/README.md', 'Mine.\n');
    mkdirSync(join(root, 'empty'));
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const cli = (words: readonly string[], cwd = root) =>
    new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
      const child = execFile(process.execPath, [program, ...words], { cwd }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  /** Calls of the program that all end with one code, and what they printed. */
  const shown = async (code: number, ...calls: readonly string[]): Promise<string> => {
    let all = '';
    for (const call of calls) {
      const ended = await cli(call.split(' '));
      assert.equal(ended.code, code, ended.stdout + ended.stderr);
      const { stdout, stderr } = ended;
      all += `$ sagemaker-containers ${call}\n${stdout}--- stderr\n${stderr}--- ends with ${code}\n\n`;
    }
    return all.replaceAll('\r\n', '\n').replaceAll(root, 'FOLDER');
  };
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');

  it('lists templates, and what can be answered', async () => {
    const calls = [
      'new --list',
      'new --list inference-server',
      'new --list --from own',
      'new --list trainer --from own',
    ];
    assertGolden('cli/new-list.txt', await shown(0, ...calls));
  });

  it('takes answers without asking, and writes the same project only once', async () => {
    const words = 'new training-algorithm cars --set images=two --set base-image=python:3.12-slim';
    assertGolden('cli/new.txt', await shown(0, words, words));
    assert.match(read('cars/inference-image/Dockerfile'), /^ARG BASE_IMAGE=python:3\.12-slim\n/);
    if (process.platform !== 'win32')
      assert.equal(statSync(join(root, 'cars/training-image/train')).mode & 0o111, 0o111);
    const { code, stdout } = await cli(['validate', 'cars']);
    assert.equal(code, 0, stdout);
  });

  it('writes a project that can be judged from anywhere, as its fixtures name what stands above them', async () => {
    await cli(['new', 'inference-server', 'elsewhere/cars']);
    const aside = join(root, 'empty');
    const { code, stdout } = await cli(['validate', '../elsewhere/cars'], aside);
    assert.equal(code, 0, stdout);
    const checked = await cli(['check', '../elsewhere/cars', '--engine', 'process', '--json'], aside);
    assert.equal(checked.code, 0, checked.stdout + checked.stderr);
    assert.doesNotMatch(checked.stdout, /reference\.escapes/);
  });

  it('refuses bad answers, wrong words and folders that hold something else, and writes nothing', async () => {
    const refused = await shown(
      2,
      'new processing jobs --set name=a_b',
      'new processing jobs --set color=red',
      'new processing jobs --set name',
      'new processing jobs --set name=a --set name=b',
      'new processing jobs --set base-image=a/../b',
      'new processing con',
      'new inference-server jobs --set server=rocket',
      'new procesing jobs',
      'new processing',
      'new',
      'new processing taken',
      'new --list --from empty',
      'new --list --from nowhere',
      'new --list --from own/broken/templates',
    );
    assertGolden('cli/new-refused.txt', refused);
    assert.equal(read('taken/README.md'), 'Mine.\n');
    assert.throws(() => statSync(join(root, 'jobs')));
    assert.throws(() => statSync(join(root, 'taken/image')));
  });

  it('replaces files by force alone', async () => {
    const { code } = await cli(['new', 'processing', 'taken', '--force']);
    assert.equal(code, 0);
    assert.match(read('taken/README.md'), /^# taken\n/);
  });

  it('takes templates of a folder that somebody names', async () => {
    const { code, stdout } = await cli(['new', 'trainer', 'ours', '--from', 'own', '--set', 'gpu=yes']);
    assert.deepEqual([code, stdout.split(/\r?\n/).sort()], [0, ['', 'README.md', 'image/cuda.txt', 'image/train']]);
    assert.equal(read('ours/image/train'), '#!/bin/sh\necho ours on a GPU\n');
    assert.equal((await cli(['new', 'processing', 'no', '--from', 'own'])).code, 2);
  });
});
