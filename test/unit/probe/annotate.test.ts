import assert from 'node:assert/strict';
import { annotate, type Annotation } from '../../../src/probe/annotate';
import { annotationLines, legendLines, summaryLine } from '../../../src/probe/probeReport';
import { dumpOf } from './dumps';

function judged(kind: Parameters<typeof dumpOf>[0], key: string, value: unknown): Annotation | undefined {
  return annotate(dumpOf(kind, { [key]: value })).find((one) => one.key === key);
}

describe('annotate', () => {
  const cases: readonly (readonly [Parameters<typeof dumpOf>[0], string, unknown, string, string | undefined])[] = [
    ['training', 'process.arguments', ['train'], 'T1', undefined],
    ['training', 'process.arguments', [], 'T1', 'it should be ["train"]'],
    ['processing', 'process.arguments', ['as-built'], 'P1', undefined],
    ['pipeline', 'process.arguments', ['serve'], 'I1', undefined],
    ['transform', 'process.arguments', ['serve'], 'B1', undefined],
    ['training', 'host.name', 'algo-1', 'T62', 'it should be like ip-10-0-1-2.region.compute.internal'],
    ['hosting', 'process.capabilities', '00000000a80425fb', 'T9', undefined],
    ['hosting', 'process.capabilities', '000001ffffffffff', 'T9', 'it holds more than Docker gives to every container'],
    ['hosting', 'process.capabilities', null, 'T9', 'no capabilities were read'],
    ['training', 'env.AWS_ACCESS_KEY_ID', '(kept back)', 'T35', 'it should not be there'],
    ['training', 'env.SM_HOSTS', '[]', 'T37', 'it should not be there'],
    ['transform', 'env.SAGEMAKER_BATCH', 'True', 'B2', 'it should be "true"'],
    ['transform', 'env.SAGEMAKER_BATCH_STRATEGY', 'SINGLE_RECORD', 'B2', undefined],
    ['transform', 'env.SAGEMAKER_BATCH_STRATEGY', 'SingleRecord', 'B2', 'it should be "SINGLE_RECORD"'],
    ['transform', 'env.SAGEMAKER_MAX_CONCURRENT_TRANSFORMS', '1', 'B2', 'it should not be there'],
    ['transform', 'env.BATCH_MODE', 'daily', 'B1', 'it should be "nightly"'],
    ['pipeline', 'env.SAGEMAKER_SAFE_PORT_RANGE', '21000-21999', 'I21', undefined],
    ['training', 'content./opt/ml/input/config/hyperparameters.json', '{"a":1}', 'T15', 'a should be text'],
    ['training', 'content./opt/ml/input/config/hyperparameters.json', '{', 'T15', 'it is not JSON'],
    [
      'training',
      'content./opt/ml/input/config/inputdataconfig.json',
      '{"train":{"TrainingInputMode":"File"}}',
      'T17',
      'it lacks S3DistributionType, RecordWrapperType',
    ],
    [
      'training',
      'content./opt/ml/input/config/resourceconfig.json',
      '{"hosts":["algo-2","algo-10"]}',
      'T18',
      'hosts should be sorted as text',
    ],
    ['processing', 'content./opt/ml/config/resourceconfig.json', '{"hosts":[]}', 'P7', 'it lacks current_host'],
    ['training', 'peer.algo-1', 'its name is not known', 'T62', 'it should be a name with an address'],
    ['hosting', 'request.GET /ping.1', { headers: [['User-Agent', 'AHC/2.0']] }, 'I3', undefined],
    ['hosting', 'request.GET /ping.1', { headers: [] }, 'I3', 'User-Agent should be AHC/2.0'],
    ['hosting', 'request.POST /invocations.1', { headers: [['X-Own', '1']] }, 'I9', 'x-own should not be there'],
    ['pipeline', 'request.POST /invocations.1', { headers: [['Content-Type', 'text/csv']] }, 'I24', undefined],
    ['transform', 'request.POST /invocations.1', { headers: [] }, 'B11', 'Content-Type and Accept should be there'],
    ['training', 'mount./opt/ml', 'rw', 'T11', 'it should not be there'],
  ];
  for (const [kind, key, value, rule, because] of cases) {
    it(`${rule}: ${kind} ${key} = ${JSON.stringify(value)}: ${because ?? 'fits'}`, () => {
      const found = judged(kind, key, value);
      assert.deepEqual([found?.rule, found?.because], [rule, because]);
      assert.equal(found?.verdict, because === undefined ? 'as the contract says' : 'differs');
    });
  }

  it('says of open points, and of what no rule speaks of, that nothing settles them', () => {
    assert.deepEqual(
      ['limit.NOFILE', 'process.umask'].map((key) => {
        const { rule, verdict } = judged('training', key, 1) ?? {};
        return [rule, verdict];
      }),
      [
        ['O2', 'not settled by any source'],
        [undefined, 'not settled by any source'],
      ],
    );
  });

  it('misses what should have been seen', () => {
    const missed = annotate(dumpOf('pipeline')).filter(({ value }) => value === undefined);
    assert.ok(missed.every(({ verdict, because }) => verdict === 'differs' && because !== undefined));
    assert.ok(missed.some(({ key }) => key === 'env.SAGEMAKER_BIND_TO_PORT'));
  });

  it('B3: notices a record that comes before the question for parameters', () => {
    const question = 'request.GET /execution-parameters.1';
    const verdict = (at: number) => {
      const dump = dumpOf('transform', { [question]: { at }, 'request.POST /invocations.1': { at: 2 } });
      return annotate(dump).find(({ key }) => key === question)?.because;
    };
    assert.deepEqual([verdict(1), verdict(3)], [undefined, 'a record came first']);
  });

  it("leaves out what is the probe's and its image's own", () => {
    const keys = annotate(dumpOf('hosting', { 'env.PATH': '/bin', 'probe.complete': true })).map(({ key }) => key);
    assert.ok(!keys.includes('env.PATH') && !keys.includes('probe.kind') && !keys.includes('probe.complete'));
  });
});

describe('the report of the probe', () => {
  const all = annotate(
    dumpOf('processing', { 'process.id': 2, 'process.umask': '022', 'peer.algo-1': 'this container' }),
  );
  const some = all.filter(({ value }) => value !== undefined);

  it('has a line for each observation, and sums them up', () => {
    assert.deepEqual(annotationLines(some), [
      'T62  peer.algo-1 "this container" | as the contract says',
      'T6   process.id 2 | differs because it should be 1',
      '-    process.umask "022" | not settled by any source',
    ]);
    assert.equal(summaryLine(some), '1 as the contract says, 1 differs, 1 not settled by any source');
  });

  it('explains the rules that it cites', () => {
    assert.deepEqual(legendLines(some), [
      'T6   an exec-form ENTRYPOINT is process 1 and gets the signals',
      'T62  every host of resourceconfig.json has an address, this one too',
    ]);
  });

  it('shortens values, and says what is not there', () => {
    const [line = ''] = annotationLines(annotate(dumpOf('hosting', { a: 'x'.repeat(1000) })));
    assert.ok(line.length < 250 && line.includes('…'));
    assert.ok(annotationLines(all).some((one) => one.includes('(not there) | differs because')));
  });
});
