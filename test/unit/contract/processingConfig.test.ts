import assert from 'node:assert/strict';
import type { CreateProcessingJobRequest } from '@aws-sdk/client-sagemaker';
import { processingJobConfigJson, processingResourceConfigJson } from '../../../src/contract/processingConfig';
import { processingEnvironment } from '../../../src/contract/processingEnvironment';
import { processingInstances } from '../../../src/contract/processingInstances';
import { processingFailureReason } from '../../../src/contract/processingOutcome';

const config = (request: Partial<CreateProcessingJobRequest>): unknown =>
  JSON.parse(
    processingJobConfigJson({
      name: 'rows',
      region: 'eu-west-1',
      request,
      instances: processingInstances(request.ProcessingResources?.ClusterConfig),
      maxRuntimeSeconds: 60,
    }),
  );

describe('processingJobConfigJson', () => {
  it('P6: says null for what the request does not set', () => {
    assert.deepEqual(config({ AppSpecification: { ImageUri: 'rows:1' } }), {
      ProcessingJobArn: 'arn:aws:sagemaker:eu-west-1:000000000000:processing-job/rows',
      ProcessingJobName: 'rows',
      AppSpecification: { ImageUri: 'rows:1', ContainerEntrypoint: null, ContainerArguments: null },
      Environment: {},
      ProcessingInputs: [],
      ProcessingOutputConfig: { Outputs: [], KmsKeyId: null },
      ProcessingResources: {
        ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: null, VolumeKmsKeyId: null },
      },
      RoleArn: null,
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    });
  });

  it('P6: repeats inputs, outputs and machines field by field', () => {
    const found = config({
      AppSpecification: { ImageUri: 'rows:1', ContainerEntrypoint: ['a'], ContainerArguments: ['b'] },
      Environment: { A: 'b' },
      ProcessingInputs: [
        {
          InputName: 'in',
          S3Input: {
            S3Uri: 's3://b/in',
            LocalPath: '/opt/ml/processing/in',
            S3DataType: 'S3Prefix',
            S3InputMode: 'File',
          },
        },
      ],
      ProcessingOutputConfig: {
        Outputs: [
          {
            OutputName: 'out',
            S3Output: { S3Uri: 's3://b/out', LocalPath: '/opt/ml/processing/out', S3UploadMode: 'EndOfJob' },
          },
        ],
      },
      ProcessingResources: { ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 30 } },
    });
    assert.deepEqual(found, {
      ...(found as object),
      AppSpecification: { ImageUri: 'rows:1', ContainerEntrypoint: ['a'], ContainerArguments: ['b'] },
      Environment: { A: 'b' },
      ProcessingInputs: [
        {
          InputName: 'in',
          S3Input: {
            LocalPath: '/opt/ml/processing/in',
            S3Uri: 's3://b/in',
            S3DataDistributionType: null,
            S3DataType: 'S3Prefix',
            S3InputMode: 'File',
            S3CompressionType: null,
            S3DownloadMode: 'StartOfJob',
          },
        },
      ],
      ProcessingOutputConfig: {
        Outputs: [
          {
            OutputName: 'out',
            S3Output: { LocalPath: '/opt/ml/processing/out', S3Uri: 's3://b/out', S3UploadMode: 'EndOfJob' },
          },
        ],
        KmsKeyId: null,
      },
      ProcessingResources: {
        ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 30, VolumeKmsKeyId: null },
      },
    });
  });
});

describe('what else a processing container is told', () => {
  it('P7: its host and all hosts, sorted as text, and nothing more', () => {
    const instances = processingInstances({ InstanceType: 'ml.m5.large', InstanceCount: 10 });
    const [first] = instances;
    assert.ok(first);
    assert.deepEqual(JSON.parse(processingResourceConfigJson(instances, first)), {
      current_host: 'algo-1',
      hosts: ['algo-1', 'algo-10', ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `algo-${String(number)}`)],
    });
  });

  it('P9: the environment of the request, where it runs, and no keys', () => {
    assert.deepEqual(processingEnvironment({ region: 'eu-west-1', environment: { AWS_REGION: 'mine', A: 'b' } }), {
      AWS_REGION: 'mine',
      AWS_EXECUTION_ENV: 'AWS_ECS_EC2',
      NVIDIA_VISIBLE_DEVICES: 'void',
      A: 'b',
    });
  });

  it('P2: a failed program is explained by its exit code', () => {
    assert.match(processingFailureReason(3, false), /^AlgorithmError: .*, exit code: 3$/);
    assert.match(processingFailureReason(137, true), /exit code: 137 \(out of memory/);
  });
});
