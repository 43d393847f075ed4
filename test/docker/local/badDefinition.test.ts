import assert from 'node:assert/strict';
import { commandLine } from './commandLine';
import { channel } from './programs';
import { useProject } from './project';

describe('a definition that is wrong', function () {
  this.timeout(60_000);
  const project = useProject();
  const image = { AlgorithmSpecification: { TrainingImage: 'python:3.11-slim', TrainingInputMode: 'File' } };
  const cases: readonly (readonly [what: string, name: string, text: string, message: RegExp])[] = [
    ['is not JSON', 'a.training-job.json', '{\n  "TrainingJobName": "a",,\n}', /a\.training-job\.json:2:\d+: .+/],
    [
      'names a folder that is not there',
      'b.training-job.json',
      JSON.stringify({ ...image, InputDataConfig: [channel('train', 'no/such')] }, undefined, 2),
      /b\.training-job\.json:\d+:\d+: .*no\/such/,
    ],
    [
      'names an image folder that is not there',
      'c.model.json',
      JSON.stringify({ PrimaryContainer: { Image: 'file://nowhere' } }, undefined, 2),
      /c\.model\.json:\d+:\d+: .*nowhere/,
    ],
    [
      'has a field that nobody knows',
      'd.training-job.json',
      JSON.stringify({ ...image, HyperParameter: {} }, undefined, 2),
      /d\.training-job\.json:\d+:\d+: .*HyperParameter/,
    ],
    [
      'has a bad job name',
      'e.training-job.json',
      JSON.stringify({ ...image, TrainingJobName: 'my_job' }, undefined, 2),
      /e\.training-job\.json:\d+:\d+: .*TrainingJobName/,
    ],
    [
      'has a value of the wrong type',
      'f.training-job.json',
      JSON.stringify({ ...image, HyperParameters: { depth: 10 } }, undefined, 2),
      /f\.training-job\.json:\d+:\d+: .*depth/,
    ],
    [
      'has a metric whose expression does not compile',
      'g.training-job.json',
      JSON.stringify({
        AlgorithmSpecification: { ...image.AlgorithmSpecification, MetricDefinitions: [{ Name: 'x', Regex: '(' }] },
      }),
      /g\.training-job\.json:1:\d+: The regular expression does not compile/,
    ],
    [
      'asks for what can not be run here',
      'h.training-job.json',
      JSON.stringify({
        AlgorithmSpecification: { ...image.AlgorithmSpecification, TrainingInputMode: 'Pipe' },
        InputDataConfig: [
          { ...channel('train', 'x'), DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://b/x' } } },
        ],
      }),
      /h\.training-job\.json: Pipe mode/,
    ],
    ['has a name that tells no kind', 'i.json', '{}', /i\.json.*(training-job\.json|model\.json)/s],
    ['is a fixture', 'j.invocation.json', '{"EndpointName": "x", "Body": "a"}', /j\.invocation\.json is a fixture/],
  ];
  for (const [what, name, text, message] of cases) {
    it(`ends with 2 when it ${what}, before anything of a job exists`, async () => {
      const at = project();
      const { code, stdout, stderr } = await commandLine(at.root, ['run', at.write(name, text)]);
      assert.equal(code, 2, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at .*:\d+:\d+\)?$/m, 'no stack');
      assert.ok(stderr.trimEnd().split('\n').length <= 3, stderr);
      assert.deepEqual(await at.platform.list(), []);
    });
  }

  it('ends with 2 when it is not there', async () => {
    const at = project();
    const { code, stderr } = await commandLine(at.root, ['run', `${at.root}/no.training-job.json`]);
    assert.equal(code, 2);
    assert.match(stderr, /no\.training-job\.json can't be read/);
  });
});

describe('jobs at once', function () {
  this.timeout(60_000);
  const project = useProject();

  it("of one definition get names of their own, and don't disturb each other", async () => {
    const at = project();
    const program = '#!/bin/sh\necho "$TRAINING_JOB_NAME" > /opt/ml/model/name; echo "$TRAINING_JOB_NAME"';
    const definition = at.training(program);
    const all = await Promise.all(Array.from({ length: 5 }, () => at.run(definition)));
    assert.equal(new Set(all.map(({ job }) => job)).size, 5);
    for (const { status, job, lines, failureReason } of all) {
      assert.equal(status, 'Completed', failureReason);
      assert.deepEqual(lines(), [job]);
    }
    assert.equal((await at.platform.list()).length, 5);
  });
});
