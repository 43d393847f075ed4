import { goodAlgorithms } from './badAlgorithms';
import { goodTuningJobs } from './badTuningJobs';
import { channel, container, model, trainingJob, type BadRequest, type Json } from './goodRequests';

const job = (change: Json): Json => ({ ...trainingJob, ...change });
const fileSystem = (change: Json): Json =>
  job({
    VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
    InputDataConfig: [
      {
        ...channel('train'),
        DataSource: {
          FileSystemDataSource: {
            FileSystemId: 'fs-0123456789',
            FileSystemAccessMode: 'ro',
            FileSystemType: 'EFS',
            DirectoryPath: '/a',
            ...change,
          },
        },
      },
    ],
  });

/** Fields whose limits have a number of their own. */
export const badFields: readonly BadRequest[] = [
  [
    'an inference specification with blanks',
    'model',
    { PrimaryContainer: { ...container, InferenceSpecificationName: 'a b' } },
    'field.pattern',
    '"a b"',
    /must be of the form/,
  ],
  [
    'a tuning job with a long name',
    'tuning-job',
    { ...(goodTuningJobs[0]?.[2] ?? {}), HyperParameterTuningJobName: 'a'.repeat(33) },
    'L3',
    `"${'a'.repeat(33)}"`,
    /32/,
  ],
  [
    'an algorithm that is no name',
    'algorithm',
    { ...(goodAlgorithms[0]?.[2] ?? {}), AlgorithmName: 'my algorithm' },
    'L4',
    '"my algorithm"',
    /name/,
  ],
  [
    'a long content type',
    'invocation',
    { EndpointName: 'file://car.model.json', Body: 'x', ContentType: 'a'.repeat(1_025) },
    'L11',
    `"${'a'.repeat(1_025)}"`,
    /1024/,
  ],
  ['a tag without a name', 'model', { ...model, Tags: [{ Key: '', Value: 'a' }] }, 'L15', '""', /Key/],
  [
    'a key with blanks',
    'training-job',
    job({ OutputDataConfig: { S3OutputPath: 's3://b/x', KmsKeyId: 'my key' } }),
    'L16',
    '"my key"',
    /KmsKeyId/,
  ],
  [
    'a VPC without groups',
    'training-job',
    job({ VpcConfig: { SecurityGroupIds: [], Subnets: ['subnet-1'] } }),
    'L17',
    '[',
    /SecurityGroupIds/,
  ],
  [
    'a file system by its name',
    'training-job',
    fileSystem({ FileSystemId: 'my-files' }),
    'L18',
    '"my-files"',
    /FileSystemId/,
  ],
];
