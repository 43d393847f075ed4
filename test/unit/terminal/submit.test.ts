import assert from 'node:assert/strict';
import type { Aws, PreparedSubmit, SubmitChoice, SubmitEvent } from '../../../src/jobs/submission';
import type { App } from '../../../src/terminal/app';
import { Printer } from '../../../src/terminal/printer';
import { submit, type SubmitFlags } from '../../../src/terminal/submit';
import { whoami } from '../../../src/terminal/whoami';
import { nobody } from './awsOfData';
import { FakeStream } from './fakeStream';

const events: readonly SubmitEvent[] = [
  { kind: 'build', line: 'Step 1' },
  { kind: 'push', repository: 'car', sentBytes: 0, bytes: 0 },
  ...[1, 50, 55, 100].map((sentBytes) => ({ kind: 'push' as const, repository: 'car', sentBytes, bytes: 100 })),
  { kind: 'note', text: 'Image car@sha256:1' },
  { kind: 'upload', input: 'train-1', sentBytes: 100, bytes: 100, sentFiles: 0, files: 1, reusedFiles: 0 },
  { kind: 'upload', input: 'train-1', sentBytes: 100, bytes: 100, sentFiles: 1, files: 1, reusedFiles: 1 },
  { kind: 'created', operation: 'CreateModel', name: 'car-1', arn: 'arn:model', reused: true },
  { kind: 'created', operation: 'CreateTrainingJob', name: 'car-2', arn: 'arn:job', reused: false },
];

const prepared: PreparedSubmit = {
  lines: ['Account    1'],
  requests: [{ operation: 'CreateTrainingJob', request: { TrainingJobName: 'car-2' } }],
  perform: async (tell) => {
    for (const event of events) tell(event);
    return { kind: 'training-job', name: 'car-2', arn: 'arn:job' };
  },
};

async function run(work: (app: App) => Promise<number>, aws: Partial<Aws>) {
  const streams = { out: new FakeStream(), err: new FakeStream() };
  const [out, err] = [new Printer(streams.out), new Printer(streams.err)];
  // Only what these commands touch.
  const app = { out, err, aws: { ...nobody, ...aws } } as unknown as App;
  const code = await work(app);
  await Promise.all([out.end(), err.end()]);
  return { code, out: streams.out.text, err: streams.err.text };
}

describe('submit', () => {
  const send = (flags: SubmitFlags, asked: SubmitChoice[] = []) =>
    run((app) => submit(app, '/car.training-job.json', flags), {
      prepareSubmit: async (choice) => {
        asked.push(choice);
        return prepared;
      },
    });

  it('tells each step once, each tenth of what is sent, and the name on stdout alone', async () => {
    const { code, out, err } = await send({ yes: true });
    assert.equal(code, 0);
    assert.equal(out, 'car-2\n');
    assert.deepEqual(err.split('\n'), [
      'build | Step 1',
      'push  | car  50 B of 100 B',
      'push  | car  100 B of 100 B',
      'Image car@sha256:1',
      'upload | train-1  100 B of 100 B, 0 of 1 files',
      'upload | train-1  100 B of 100 B, 1 of 1 files, 1 of them were there',
      'CreateModel  car-1  (was there)',
      'CreateTrainingJob  car-2',
      'arn:job',
      '',
    ]);
  });

  it('gives one event a line with --json, and nothing else', async () => {
    const { out, err } = await send({ yes: true, json: true });
    assert.deepEqual(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
      events,
    );
    assert.equal(err, '');
  });

  it('prints the requests of a dry run apart from what is said about them', async () => {
    const { out, err } = await send({ dryRun: true });
    assert.deepEqual(JSON.parse(out), { TrainingJobName: 'car-2' });
    assert.equal(err, 'Account    1\nCreateTrainingJob\n');
    const json = await send({ dryRun: true, json: true });
    assert.deepEqual(JSON.parse(json.out), { kind: 'plan', lines: prepared.lines, requests: prepared.requests });
  });

  it('submits nothing that nobody has confirmed', async () => {
    await assert.rejects(send({}), { code: 'aws.confirm' });
  });

  it('hands its options on', async () => {
    const asked: SubmitChoice[] = [];
    await send({ yes: true, role: 'r', bucket: 'b', profile: 'p', region: 'eu-west-1' }, asked);
    const [choice] = asked;
    assert.deepEqual(
      { ...choice, definition: '' },
      { definition: '', role: 'r', bucket: 'b', profile: 'p', region: 'eu-west-1' },
    );
  });
});

describe('whoami', () => {
  it('says account, region and way, and each address of its own once', async () => {
    const identity = {
      ...{
        account: '1',
        arn: 'arn:me',
        region: 'cn-north-1',
        regionFrom: 'AWS_REGION',
        way: 'SSO',
        partition: 'aws-cn',
      },
      endpoints: { S3: 'http://127.0.0.1:1', ECR: 'http://127.0.0.1:1' },
    };
    const { out } = await run((app) => whoami(app, {}, false), { whoami: async () => identity });
    assert.equal(
      out,
      'Account    1 (arn:me)\nRegion     cn-north-1 (from AWS_REGION), partition aws-cn\nAccess     SSO\nEndpoint   http://127.0.0.1:1 for S3, ECR\n',
    );
  });
});
