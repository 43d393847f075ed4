import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CommandLine, commandLine } from './commandLine';
import { containersOf } from './dockerState';
import { useProject, type Project } from './project';
import { requestsIn, transform, transformServer } from './transformLab';

const outputsOf = (at: Project) =>
  existsSync(join(at.root, 'out'))
    ? readdirSync(join(at.root, 'out'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.out'))
        .sort()
    : [];

describe('a transform job', function () {
  this.timeout(60_000);
  const project = useProject();
  beforeEach(() => {
    for (const name of ['data', 'out', '.sagemaker'])
      rmSync(join(project().root, name), { recursive: true, force: true });
  });

  it('D29: fails with file, record, status and answer of the first bad record, and stores the other files', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/bad.csv', 'a\n500\nb\n');
    at.write('data/good.csv', 'a\nb\n');
    at.write('data/refused.csv', '413\n');
    const ran = await at.run(transform(at));
    assert.equal(ran.status, 'Failed');
    assert.match(
      ran.failureReason,
      /^AlgorithmError: bad\.csv, record 2: Bad HTTP status received from algorithm: 500: no 500/,
    );
    assert.match(ran.failureReason, /1 more file failed/);
    assert.deepEqual(outputsOf(at), ['good.csv.out']);
    assert.equal(at.read('out/good.csv.out'), 'A\nB\n');
    assert.ok(
      ran
        .lines('data-log')
        .some((line) => line.includes('refused.csv: record 1: Bad HTTP status received from algorithm: 413')),
    );
    assert.equal(ran.describe['TransformJobStatus'], 'Failed');
    assert.deepEqual(ran.transitions, ['Starting', 'Transforming', 'Uploading', 'Failed']);
  });

  it('D30: tells the container that it is a batch, takes its parameters, and calls it as often at once as it asks for', async () => {
    const at = project();
    at.model(transformServer({ MaxConcurrentTransforms: 3, BatchStrategy: 'SINGLE_RECORD', MaxPayloadInMB: 2 }), {
      Environment: { OWN: 'x' },
    });
    at.write('data/a.csv', 'slow 1\nslow 2\n');
    at.write('data/b.csv', 'slow 3\nslow 4\n');
    const { BatchStrategy: _left, ...request } = { BatchStrategy: undefined, MaxPayloadInMB: 1 };
    const file = transform(at, request);
    at.write('all.transform-job.json', at.read('all.transform-job.json').replace(/ *"BatchStrategy".*\n/, ''));
    const ran = await at.run(file);
    assert.equal(ran.status, 'Completed', ran.failureReason);
    const lines = ran.lines('algo-1');
    assert.ok(lines.includes("batch {'SAGEMAKER_BATCH': 'true', 'SAGEMAKER_MAX_PAYLOAD_IN_MB': '1'}"), lines[0]);
    assert.ok(
      ran
        .lines('data-log')
        .some((line) => line.endsWith('MaxConcurrentTransforms=3, MaxPayloadInMB=1, BatchStrategy=SINGLE_RECORD')),
    );
    const asked = 'the container asks for MaxConcurrentTransforms=3, MaxPayloadInMB=2, BatchStrategy=SINGLE_RECORD.';
    assert.ok(ran.lines('platform').some((line) => line.endsWith(asked)));
    assert.equal(Math.max(...requestsIn(lines).map(({ under_way }) => under_way)), 3);
    assert.deepEqual(
      ['a', 'b'].map((name) => at.read(`out/${name}.csv.out`)),
      ['SLOW 1\nSLOW 2\n', 'SLOW 3\nSLOW 4\n'],
    );
  });

  it('D31: needs no ContentType, inflates, reads a manifest, filters and joins', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/deep/rows.csv.gz', gzipSync('1,b,"c,d"\r\n2,e,f\n'));
    at.write('data/other.csv.gz', gzipSync('never'));
    at.write('keys.manifest', '[{"prefix":"file://data/"},"deep/rows.csv.gz"]');
    const source = {
      DataSource: { S3DataSource: { S3DataType: 'ManifestFile', S3Uri: 'file://keys.manifest' } },
    } as const;
    const ran = await at.run(transform(at, {}, { ...source, CompressionType: 'Gzip' }));
    assert.equal(ran.status, 'Completed', ran.failureReason);
    assert.deepEqual(
      requestsIn(ran.lines('algo-1')).map(({ type, accept }) => [type, accept]),
      [
        [null, null],
        [null, null],
      ],
    );
    assert.equal(at.read('out/deep/rows.csv.gz.out'), '1,B,"C,D"\r\n2,E,F\n');
    const joined = await at.run(
      transform(
        at,
        {
          DataProcessing: { InputFilter: '$[1:]', JoinSource: 'Input', OutputFilter: '$[0,-1]' },
          TransformOutput: { S3OutputPath: 'file://out', Accept: 'text/csv', AssembleWith: 'Line' },
          BatchStrategy: 'MultiRecord',
        },
        { ...source, CompressionType: 'Gzip', ContentType: 'text/csv' },
      ),
    );
    assert.equal(joined.status, 'Completed', joined.failureReason);
    assert.deepEqual(requestsIn(joined.lines('algo-1')), [
      { body: 'b,"c,d"\r\ne,f\n', bytes: 13, length: '13', type: 'text/csv', accept: 'text/csv', under_way: 1 },
    ]);
    assert.equal(at.read('out/deep/rows.csv.gz.out'), '1,"C,D"\r\n2,F\n');
  });

  it('D32: sends real bytes as they stand, measures them, and sends no empty request before a record that is too long', async () => {
    const at = project();
    at.model(transformServer());
    const text = `${'€'.repeat(10_000)}\r\n`;
    at.write('data/bytes.bin', Buffer.concat([Buffer.of(0xff, 0x0a), Buffer.from(text)]));
    at.write('data/long.csv', `${'x'.repeat(1024 * 1024 + 1)}\nb\n`);
    const ran = await at.run(transform(at, { BatchStrategy: 'MultiRecord', MaxPayloadInMB: 1 }));
    assert.match(ran.failureReason, /^ClientError: long\.csv, record 1 is longer than MaxPayloadInMB/);
    const requests = requestsIn(ran.lines('algo-1'));
    assert.deepEqual(
      requests.map(({ bytes }) => bytes),
      [2 + Buffer.byteLength(text)],
    );
    assert.deepEqual(outputsOf(at), ['bytes.bin.out']);
  });

  it('D33: goes through nested files in the order of their keys, and ends each line once', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/b/1.csv', 'two\nthree');
    at.write('data/a.csv', 'one\n');
    at.write('data/empty.csv', '');
    const ran = await at.run(transform(at, { TransformOutput: { S3OutputPath: 'file://out', AssembleWith: 'Line' } }));
    assert.equal(ran.status, 'Completed', ran.failureReason);
    assert.deepEqual(outputsOf(at), ['a.csv.out', 'b/1.csv.out', 'empty.csv.out']);
    assert.equal(at.read('out/b/1.csv.out'), 'TWO\nTHREE\n');
    assert.deepEqual(
      requestsIn(ran.lines('algo-1')).map(({ body }) => body),
      ['one\n', 'two\n', 'three'],
    );
  });

  it('D34: leaves no container and no port behind when it fails', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/a.csv', '500\n');
    const ran = await at.run(transform(at));
    assert.equal(ran.status, 'Failed');
    await at.assertNothingLeft();
    assert.equal((await at.run(transform(at))).status, 'Failed', 'and again');
  });

  it('tries again what was not answered well, as often as allowed (B10)', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/a.csv', 'once\n');
    const ran = await at.run(transform(at, { ModelClientConfig: { InvocationsMaxRetries: 1 } }));
    assert.equal(ran.status, 'Completed', ran.failureReason);
    assert.equal(requestsIn(ran.lines('algo-1')).length, 2);
    assert.ok(
      ran
        .lines('data-log')
        .some((line) =>
          line.includes('a.csv: record 1: Bad HTTP status received from algorithm: 503: not yet (try 2 follows)'),
        ),
    );
  });

  it('sends bodies of any length in chunks, and again for another try (MaxPayloadInMB 0, B6)', async () => {
    const at = project();
    at.model(transformServer());
    const big = `${'x'.repeat(999)}\n`.repeat(12_000);
    at.write('data/big.csv', big);
    at.write('data/once.csv', 'once\n');
    at.write('data/none.csv', '');
    const own = {
      MaxPayloadInMB: 0,
      BatchStrategy: 'MultiRecord',
      ModelClientConfig: { InvocationsMaxRetries: 1 },
    } as const;
    const ran = await at.run(transform(at, own));
    assert.equal(ran.status, 'Completed', ran.failureReason);
    const seen = requestsIn(ran.lines('algo-1'));
    assert.deepEqual(
      seen.map(({ bytes, length }) => [bytes, length]),
      [
        [big.length, null],
        [5, null],
        [5, null],
      ],
    );
    assert.equal(at.read('out/big.csv.out'), big.toUpperCase());
    assert.equal(at.read('out/once.csv.out'), 'ONCE\n');
  });

  it('MaxPayloadInMB 0 with SingleRecord: each record is a request in chunks', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/a.csv', 'one\ntwo\n');
    const ran = await at.run(transform(at, { MaxPayloadInMB: 0 }));
    assert.equal(ran.status, 'Completed', ran.failureReason);
    const seen = requestsIn(ran.lines('algo-1'));
    assert.deepEqual(
      seen.map(({ body, length }) => [body, length]),
      [
        ['one\n', null],
        ['two\n', null],
      ],
    );
    assert.equal(at.read('out/a.csv.out'), 'ONE\nTWO\n');
  });

  const faults: readonly [what: string, body: string, reason: RegExp][] = [
    ['answers late', 'late', /a\.csv, record 1: Unable to get response from algorithm: .* within 1 s/],
    ['answers garbage', 'garbage', /a\.csv, record 1: Unable to get response from algorithm/],
    ['ends', 'die', /The model container container-1 ended with exit code 9/],
  ];
  for (const [what, body, reason] of faults) {
    it(`says so when its container ${what}, and keeps what was whole before`, async () => {
      const at = project();
      at.model(transformServer());
      at.write('data/a.csv', `${body}\n`);
      at.write('data/0.csv', 'good\n');
      const client = { InvocationsMaxRetries: 0, InvocationsTimeoutInSeconds: 1 };
      const ran = await at.run(transform(at, { ModelClientConfig: client }));
      assert.equal(ran.status, 'Failed');
      assert.match(ran.failureReason, reason);
      assert.deepEqual(outputsOf(at), ['0.csv.out']);
    });
  }

  it('stores nothing when it is stopped (B9)', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/a.csv', 'good\n');
    at.write('data/b.csv', 'hang\n');
    const running = at.start(transform(at));
    await running.untilLine('"body": "hang');
    await running.stop();
    await running.stop();
    const ran = await running.ended;
    assert.deepEqual([ran.status, ran.failureReason], ['Stopped', '']);
    assert.deepEqual(outputsOf(at), []);
    assert.ok(!existsSync(join(at.root, '.sagemaker/jobs/all/transform')), 'nothing half-done stays');
  });

  it('goes on when its process was killed: the containers are taken over, and the whole input is sent again', async () => {
    const at = project();
    at.model(transformServer());
    const lines = Array.from({ length: 12 }, (_, index) => `slow ${String(index)}`);
    at.write('data/a.csv', `${lines.join('\n')}\n`);
    const owner = new CommandLine(at.root, ['run', transform(at)]);
    await owner.untilSaid('slow 3');
    await owner.kill();
    assert.equal((await at.state('all')).orphaned, true);
    const before = await containersOf(at.root);
    assert.equal(before.length, 1);
    const { code, stderr } = await commandLine(at.root, ['resume', 'all']);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /the whole input is sent to them again/);
    assert.equal(at.read('out/a.csv.out'), `${lines.join('\n').toUpperCase()}\n`);
  });

  it('goes through all containers of a pipeline, and names the one that failed', async () => {
    const at = project();
    const Image = at.image('serve', transformServer(), [
      'LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true',
    ]);
    at.write('car.model.json', JSON.stringify({ Containers: [{ Image }, { Image, ContainerHostname: undefined }] }));
    at.write('data/a.csv', 'a\n');
    at.write('data/b.csv', '500\n');
    const ran = await at.run(transform(at));
    assert.match(ran.failureReason, /b\.csv, record 1: .*\(container container-1\): 500/);
    assert.equal(at.read('out/a.csv.out'), 'A\n');
    assert.equal(requestsIn(ran.lines('container-2')).length, 1);
  });

  it('is refused before anything starts when there is nothing to transform', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/deep/.keep/none', '');
    at.write('keys.manifest', '[{"prefix":"file://data/"},"../car.model.json"]');
    const source = {
      DataSource: { S3DataSource: { S3DataType: 'ManifestFile', S3Uri: 'file://keys.manifest' } },
    } as const;
    await assert.rejects(at.run(transform(at, {}, source)), {
      code: 'transform.input',
      message: /leads out of its prefix/,
    });
    assert.deepEqual(await at.platform.list(), []);
  });
});
