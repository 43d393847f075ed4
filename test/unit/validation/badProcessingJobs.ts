import { processingJob, s3Input, s3Output, times, type BadRequest, type Json } from './goodRequests';

const kind = 'processing-job';
const withInput = (input: Json): Json => ({ ...processingJob, ProcessingInputs: [{ InputName: 'rows', ...input }] });
const withOutput = (output: Json): Json => ({
  ...processingJob,
  ProcessingOutputConfig: { Outputs: [{ OutputName: 'out', ...output }] },
});
const withApp = (change: Json): Json => ({
  ...processingJob,
  AppSpecification: { ImageUri: 'file://image', ...change },
});
const withCluster = (change: Json): Json => ({
  ...processingJob,
  ProcessingResources: {
    ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1, ...change },
  },
});
const many = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const store = { FeatureGroupName: 'cars' };
const dataset = { LocalPath: '/opt/ml/processing/set' };

export const badProcessingJobs: readonly BadRequest[] = [
  ['a job without a program', kind, {}, 'field.required', '{', /AppSpecification is missing/],
  ['an empty image name', kind, withApp({ ImageUri: '' }), 'L6', '""', /ImageUri is empty/],
  ['an argument of two lines here', kind, withApp({ ContainerArguments: ['a\nb'] }), 'P1', '"a\\nb"', /one line/],
  ['no arguments at all', kind, withApp({ ContainerArguments: [] }), 'P1', '[', /at least 1/],
  [
    'an input elsewhere',
    kind,
    withInput({ S3Input: s3Input({ LocalPath: '/data' }) }),
    'P3',
    '"/data"',
    /folder below/,
  ],
  [
    'an input that is the folder of all',
    kind,
    withInput({ S3Input: s3Input({ LocalPath: '/opt/ml/processing/' }) }),
    'P3',
    '"/opt/ml/processing/"',
    /folder below/,
  ],
  [
    'an input that climbs out',
    kind,
    withInput({ S3Input: s3Input({ LocalPath: '/opt/ml/processing/../model' }) }),
    'P3',
    '"/opt/ml/processing/../model"',
    /folder below/,
  ],
  [
    'an input without a folder',
    kind,
    withInput({ S3Input: { S3Uri: 'file://data', S3DataType: 'S3Prefix' } }),
    'P3',
    '{',
    /LocalPath is missing/,
  ],
  [
    'an output elsewhere',
    kind,
    withOutput({ S3Output: s3Output({ LocalPath: '/opt/ml/output/data' }) }),
    'P3',
    '"/opt/ml/output/data"',
    /folder below/,
  ],
  [
    'Gzip in File mode',
    kind,
    withInput({ S3Input: s3Input({ S3InputMode: 'File', S3CompressionType: 'Gzip' }) }),
    'P4',
    '"Gzip"',
    /Pipe only/,
  ],
  ['an input without a source', kind, withInput({}), 'P4', '{', /rows has no source/],
  [
    'an input of two sources',
    kind,
    withInput({ S3Input: s3Input(), DatasetDefinition: dataset }),
    'P4',
    '"DatasetDefinition"',
    /both S3Input and DatasetDefinition/,
  ],
  [
    'data that is missing there',
    kind,
    withInput({ S3Input: s3Input({ S3Uri: 'file://nope' }) }),
    'reference.missing',
    '"file://nope"',
    /does not exist/,
  ],
  ['an output without a destination', kind, withOutput({}), 'P5', '{', /out has no destination/],
  [
    'a feature store that the program does not fill',
    kind,
    withOutput({ FeatureStoreOutput: store }),
    'P5',
    '"FeatureStoreOutput"',
    /needs AppManaged/,
  ],
  [
    'an output to two places',
    kind,
    withOutput({ AppManaged: true, FeatureStoreOutput: store, S3Output: s3Output() }),
    'P5',
    '"FeatureStoreOutput"',
    /both S3Output and FeatureStoreOutput/,
  ],
  [
    'an output into a file',
    kind,
    withOutput({ S3Output: s3Output({ S3Uri: 'file://body.csv' }) }),
    'reference.kind',
    '"file://body.csv"',
    /go into a folder/,
  ],
  [
    'eleven inputs',
    kind,
    {
      ...processingJob,
      ProcessingInputs: many(11).map((n) => ({
        InputName: `in${String(n)}`,
        S3Input: s3Input({ LocalPath: `/opt/ml/processing/${String(n)}` }),
      })),
    },
    'L21',
    '[',
    /at most 10/,
  ],
  [
    'a name for two',
    kind,
    { ...processingJob, ProcessingInputs: many(2).map(() => ({ InputName: 'rows', S3Input: s3Input() })) },
    'field.same',
    '"rows"',
    /Two are called "rows"/,
  ],
  ['101 instances', kind, withCluster({ InstanceCount: 101 }), 'L21', '101', /at most 100/],
  ['a volume of nothing', kind, withCluster({ VolumeSizeInGB: 0 }), 'L21', '0', /at least 1/],
  [
    'ten days to run',
    kind,
    { ...processingJob, StoppingCondition: { MaxRuntimeInSeconds: 864_000 } },
    'L21',
    '864000',
    /at most 777600/,
  ],
  [
    'too many variables of a processing job',
    kind,
    { ...processingJob, Environment: times(101) },
    'L14',
    '{',
    /at most 100/,
  ],
  [
    'a long variable of a processing job',
    kind,
    { ...processingJob, Environment: { a: 'x'.repeat(257) } },
    'L14',
    `"${'x'.repeat(257)}"`,
    /at most 256/,
  ],
];
