import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../src/definitions/diagnostic';
import type { FileReader } from '../../../src/definitions/fileReader';
import { parseDefinition } from '../../../src/definitions/parseDefinition';
import { validateDefinition } from '../../../src/validation/validateDefinition';
import { coveredText } from '../definitions/coveredText';
import { badFields } from './badFields';
import { badModelsAndFixtures } from './badModelsAndFixtures';
import { badProcessingJobs } from './badProcessingJobs';
import { badHosting, goodHosting } from './badHosting';
import { badInputs, goodInputs } from './badInputs';
import { badAlgorithms, goodAlgorithms } from './badAlgorithms';
import { badTuningJobs, goodTuningJobs } from './badTuningJobs';
import { badTransformJobs } from './badTransformJobs';
import { badTrainingJobs } from './badTrainingJobs';
import { fakeFiles, project } from './fakeFiles';
import {
  algorithm,
  channel,
  container,
  invocation,
  model,
  processingJob,
  s3Input,
  s3Output,
  trainingJob,
  type Json,
} from './goodRequests';

const withAlgorithm = (change: Json): Json => ({ AlgorithmSpecification: { ...algorithm, ...change } });
const withContainer = (change: Json): Json => ({ PrimaryContainer: { ...container, ...change } });

function check(
  kind: string,
  request: Json,
  files: FileReader = project,
): { text: string; found: readonly Diagnostic[] } {
  const text = JSON.stringify(request, null, 2);
  const { definition, diagnostics } = parseDefinition(`/car/car.${kind}.json`, text);
  assert.deepEqual(diagnostics, []);
  assert.ok(definition);
  return { text, found: validateDefinition(definition, files, { projectRoot: '/car', style: 'posix' }) };
}

describe('validateDefinition', () => {
  for (const [what, kind, request, code, marked, sentence] of [
    ...badTrainingJobs,
    ...badProcessingJobs,
    ...badTransformJobs,
    ...badModelsAndFixtures,
    ...badTuningJobs,
    ...badHosting,
    ...badAlgorithms,
    ...badInputs,
    ...badFields,
  ]) {
    it(`finds ${what}`, () => {
      const { text, found } = check(kind, request);
      assert.deepEqual(
        found.map((diagnostic) => diagnostic.code),
        [code],
        JSON.stringify(found, null, 1).slice(0, 2_000),
      );
      const [only] = found;
      assert.ok(only);
      assert.match(only.message, sentence);
      assert.ok(only.action !== undefined && only.action !== '');
      // Long values would only blow up the report of a failure.
      assert.equal(coveredText(text, only.range) === marked, true, coveredText(text, only.range).slice(0, 100));
    });
  }

  const good: readonly (readonly [what: string, kind: string, request: Json])[] = [
    ['a training job', 'training-job', trainingJob],
    [
      'a training job as AWS takes it',
      'training-job',
      {
        TrainingJobName: 'car-1',
        RoleArn: 'arn:aws:iam::123456789012:role/service-role/SageMaker',
        AlgorithmSpecification: {
          ...algorithm,
          TrainingImage: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/car:1',
          ContainerArguments: ['train', '\u{1F600}'.repeat(256)],
          MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
        },
        HyperParameters: { epochs: '10', name: '' },
        Environment: { LINES: 'a\nb' },
        InputDataConfig: [channel('train', 's3://bucket/train'), channel('validation', 'https://bucket/x')],
        OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 10 },
        StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 },
        EnableManagedSpotTraining: true,
      },
    ],
    [
      'output into a folder that is not there yet',
      'training-job',
      { ...trainingJob, OutputDataConfig: { S3OutputPath: 'file://out' } },
    ],
    [
      'what a local run can not do yet',
      'training-job',
      { ...trainingJob, CheckpointConfig: { S3Uri: 's3://b/c' }, ...withAlgorithm({ TrainingInputMode: 'Pipe' }) },
    ],
    [
      'a Dockerfile as the image',
      'training-job',
      { ...trainingJob, ...withAlgorithm({ TrainingImage: 'file://image/Dockerfile' }) },
    ],
    [
      'data by its absolute path',
      'training-job',
      { ...trainingJob, InputDataConfig: [channel('train', 'file:///car/data')] },
    ],
    ['a processing job whose output folder is not there yet', 'processing-job', processingJob],
    [
      'a processing job as AWS takes it',
      'processing-job',
      {
        ProcessingJobName: 'rows-1',
        RoleArn: 'arn:aws:iam::123456789012:role/service-role/SageMaker',
        AppSpecification: {
          ImageUri: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/rows:1',
          ContainerEntrypoint: ['python3', '/opt/ml/processing/input/code/split.py'],
        },
        Environment: { A: 'b' },
        ProcessingInputs: [
          { InputName: 'code', S3Input: s3Input({ S3Uri: 's3://b/c.py', LocalPath: '/opt/ml/processing/input/code' }) },
          { InputName: 'rows', S3Input: s3Input({ S3InputMode: 'Pipe', S3CompressionType: 'Gzip' }) },
          { InputName: 'own', AppManaged: true, S3Input: { S3Uri: 's3://b/own', S3DataType: 'ManifestFile' } },
        ],
        ProcessingOutputConfig: {
          Outputs: [
            { OutputName: 'out', S3Output: s3Output({ S3Uri: 's3://b/out', S3UploadMode: 'Continuous' }) },
            { OutputName: 'store', AppManaged: true, FeatureStoreOutput: { FeatureGroupName: 'cars' } },
          ],
        },
        ProcessingResources: { ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 10 } },
        NetworkConfig: { EnableNetworkIsolation: true },
        StoppingCondition: { MaxRuntimeInSeconds: 777600 },
      },
    ],
    ['a model', 'model', model],
    ['a model archive', 'model', withContainer({ ModelDataUrl: 'file://model.tar.gz' })],
    [
      'a pipeline',
      'model',
      { Containers: ['first', 'second'].map((ContainerHostname) => ({ ...container, ContainerHostname })) },
    ],
    ['a multi-model container', 'model', withContainer({ Mode: 'MultiModel', ModelDataUrl: 's3://b/models/' })],
    [
      'a fixture',
      'invocation',
      {
        ...invocation,
        Expect: {
          StatusCode: 200,
          Body: 'acc',
          BodyMatches: '^acc',
          ContentType: 'text/csv',
          LatencyInMilliseconds: 100,
        },
      },
    ],
    ['a fixture of an endpoint', 'invocation', { EndpointName: 'file://car.endpoint.json', Body: 'a,b' }],
    ['a fixture of a running endpoint', 'invocation', { EndpointName: 'car', Body: 'a,b' }],
    ['a file of a kind without a schema', 'sparkml-schema', { input: 3 }],
    ...goodTuningJobs,
    ...goodHosting,
    ...goodAlgorithms,
    ...goodInputs,
  ];
  for (const [what, kind, request] of good) {
    it(`finds nothing wrong with ${what}`, () => assert.deepEqual(check(kind, request).found, []));
  }

  it('brings repairs along where there is one good guess', () => {
    const { found } = check('training-job', {
      ...trainingJob,
      TrainingJobName: 'car_1',
      HyperParamters: {},
      StoppingCondition: { MaxRuntimeInSeconds: '60' },
    });
    assert.deepEqual(
      found.map(({ replacement }) => replacement),
      ['"car-1"', '"HyperParameters"', '60'],
    );
  });

  it('goes through the file from top to bottom, whatever finds the fault', () => {
    const { found } = check('training-job', {
      AlgorithmSpecification: { TrainingImage: 'file://nope', MetricDefinitions: [{ Name: 'a', Regex: 'a' }] },
      Zebra: 1,
    });
    assert.deepEqual(
      found.map(({ code }) => code),
      ['reference.missing', 'T64', 'field.unknown'],
    );
  });

  it('sees a link that leads out of the project', () => {
    const files = fakeFiles(['/car/image/Dockerfile', '/car/data/train.csv'], { '/car/data': '/etc' });
    assert.deepEqual(
      check('training-job', trainingJob, files).found.map(({ code }) => code),
      ['reference.escapes'],
    );
  });

  it('names the processing job that writes what is not there yet', () => {
    const job = { ...processingJob, ProcessingOutputConfig: { Outputs: [null, { S3Output: s3Output() }] } };
    const files = fakeFiles({
      '/car/image/Dockerfile': '',
      '/car/other.processing-job.json': '{"ProcessingOutputConfig":{"Outputs":"none"}}',
      '/car/rows.processing-job.json': JSON.stringify(job),
    });
    const actionFor = (uri: string): string | undefined =>
      check('training-job', { ...trainingJob, InputDataConfig: [channel('train', uri)] }, files).found[0]?.action;
    assert.equal(actionFor('file://out/train'), 'Run rows.processing-job.json first, which writes it.');
    assert.equal(actionFor('file://output'), 'Create it, or correct the path after file://.');
  });

  it('looks for files as Windows writes them', () => {
    const looked: string[] = [];
    const files: FileReader = {
      ...project,
      isFile: (path) => looked.push(path) > 0 && path.endsWith('Dockerfile'),
      isDirectory: (path) => path.endsWith('image') || path.endsWith('data'),
      realPath: (path) => path,
    };
    const { definition } = parseDefinition('C:\\car\\car.training-job.json', JSON.stringify(trainingJob));
    assert.ok(definition);
    assert.deepEqual(validateDefinition(definition, files, { projectRoot: 'c:\\car', style: 'win32' }), []);
    assert.deepEqual(looked, ['C:\\car\\image\\Dockerfile']);
  });

  it('marks the last of two equal fields, as it is the one that counts', () => {
    const text = '{"PrimaryContainer": {"Image": "a"},\n "PrimaryContainer": {"Image": 1}}';
    const { definition } = parseDefinition('/car/car.model.json', text);
    assert.ok(definition);
    const [found] = validateDefinition(definition, project, { projectRoot: '/car', style: 'posix' });
    assert.equal(found?.range.start.line, 1);
  });
});
