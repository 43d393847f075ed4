import { channel, trainingJob, type BadRequest, type Json } from './goodRequests';

const withChannel = (change: Json): Json => ({ ...trainingJob, InputDataConfig: [{ ...channel('train'), ...change }] });
const fileSystem = {
  FileSystemDataSource: {
    FileSystemId: 'fs-0123456789',
    FileSystemAccessMode: 'ro',
    FileSystemType: 'EFS',
    DirectoryPath: '/a',
  },
};
const ofType = (type: string): Json => ({ DataSource: { S3DataSource: { S3DataType: type, S3Uri: 's3://b/x' } } });

const secret = (what: string, map: Json, marked: string): BadRequest => [
  what,
  'training-job',
  { ...trainingJob, Environment: map },
  'secret.value',
  marked,
  /looks like/,
];

/** Channels, instances and variables of jobs. */
export const badInputs: readonly BadRequest[] = [
  [
    'FastFile of a manifest',
    'training-job',
    withChannel({ InputMode: 'FastFile', ...ofType('ManifestFile') }),
    'T26',
    '"ManifestFile"',
    /S3Prefix only/,
  ],
  [
    'files of an augmented manifest',
    'training-job',
    withChannel({ ...ofType('AugmentedManifestFile') }),
    'T25',
    '"AugmentedManifestFile"',
    /Pipe mode/,
  ],
  [
    'files that should be inflated',
    'training-job',
    withChannel({ CompressionType: 'Gzip' }),
    'T29',
    '"Gzip"',
    /Pipe mode only/,
  ],
  [
    'files as records',
    'training-job',
    withChannel({ RecordWrapperType: 'RecordIO' }),
    'T29',
    '"RecordIO"',
    /Pipe mode only/,
  ],
  [
    'a streamed file system',
    'training-job',
    {
      ...withChannel({ InputMode: 'Pipe', DataSource: fileSystem }),
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    },
    'T27',
    '"FileSystemDataSource"',
    /File mode only/,
  ],
  [
    'a file system without a VPC',
    'training-job',
    withChannel({ DataSource: fileSystem }),
    'T27',
    '"FileSystemDataSource"',
    /needs VpcConfig/,
  ],
  [
    'training on Graviton',
    'training-job',
    { ...trainingJob, ResourceConfig: { InstanceType: 'ml.m6g.large', InstanceCount: 1, VolumeSizeInGB: 1 } },
    'L24',
    '"ml.m6g.large"',
    /arm64/,
  ],
  [
    'processing on Graviton',
    'processing-job',
    {
      AppSpecification: { ImageUri: 'file://image' },
      ProcessingResources: { ClusterConfig: { InstanceType: 'ml.c7g.large', InstanceCount: 1, VolumeSizeInGB: 1 } },
    },
    'L24',
    '"ml.c7g.large"',
    /arm64/,
  ],
  secret('an access key', { KEY: 'AKIAIOSFODNN7EXAMPLE' }, '"AKIAIOSFODNN7EXAMPLE"'),
  secret('a token of GitHub', { GIT: `ghp_${'a1'.repeat(18)}` }, `"ghp_${'a1'.repeat(18)}"`),
  secret('a password by its name', { DB_PASSWORD: 'correcthorse' }, '"correcthorse"'),
  secret('a secret key by its name', { AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG' }, '"wJalrXUtnFEMI/K7MDENG"'),
];

export const goodInputs: readonly (readonly [what: string, kind: string, request: Json])[] = [
  ['FastFile of a prefix', 'training-job', withChannel({ InputMode: 'FastFile', ...ofType('S3Prefix') })],
  [
    'a streamed manifest',
    'training-job',
    withChannel({
      InputMode: 'Pipe',
      CompressionType: 'Gzip',
      RecordWrapperType: 'RecordIO',
      ...ofType('AugmentedManifestFile'),
    }),
  ],
  [
    'variables that are no secrets',
    'training-job',
    {
      ...trainingJob,
      Environment: {
        MAX_TOKENS: '100',
        TOKENIZER: 'bert-base',
        DB_PASSWORD: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db',
        SECRET_NAME: 'prod/db/login',
        HF_TOKEN: '',
        API_KEY: '${API_KEY}',
      },
    },
  ],
];
