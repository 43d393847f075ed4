import type { CreateProcessingJobRequest, ProcessingInput, ProcessingOutput } from '@aws-sdk/client-sagemaker';
import type { Instance } from './trainingInstances';
import { resourceArn } from './resourceArn';

/** A processing job as its containers are told of it. */
export interface ProcessingJob {
  readonly name: string;
  readonly region: string;
  readonly request: Partial<CreateProcessingJobRequest>;
  readonly instances: readonly Instance[];
  readonly maxRuntimeSeconds: number;
}

/** Content of `processingjobconfig.json` (P6): the whole request, with null for what it doesn't set. URIs stand as the request has them. */
export function processingJobConfigJson({
  name,
  region,
  request,
  instances,
  maxRuntimeSeconds,
}: ProcessingJob): string {
  const app = request.AppSpecification;
  const cluster = request.ProcessingResources?.ClusterConfig;
  return JSON.stringify({
    ProcessingJobArn: resourceArn('processing-job', name, region),
    ProcessingJobName: name,
    AppSpecification: {
      ImageUri: app?.ImageUri ?? null,
      ContainerEntrypoint: app?.ContainerEntrypoint ?? null,
      ContainerArguments: app?.ContainerArguments ?? null,
    },
    Environment: request.Environment ?? {},
    ProcessingInputs: (request.ProcessingInputs ?? []).map(inputEntry),
    ProcessingOutputConfig: {
      Outputs: (request.ProcessingOutputConfig?.Outputs ?? []).map(outputEntry),
      KmsKeyId: request.ProcessingOutputConfig?.KmsKeyId ?? null,
    },
    ProcessingResources: {
      ClusterConfig: {
        InstanceCount: instances.length,
        InstanceType: instances[0]?.type ?? null,
        VolumeSizeInGB: cluster?.VolumeSizeInGB ?? null,
        VolumeKmsKeyId: cluster?.VolumeKmsKeyId ?? null,
      },
    },
    RoleArn: request.RoleArn ?? null,
    StoppingCondition: { MaxRuntimeInSeconds: maxRuntimeSeconds },
  });
}

function inputEntry({ InputName, S3Input: input }: ProcessingInput): object {
  return {
    InputName: InputName ?? null,
    S3Input: input
      ? {
          LocalPath: input.LocalPath ?? null,
          S3Uri: input.S3Uri ?? null,
          S3DataDistributionType: input.S3DataDistributionType ?? null,
          S3DataType: input.S3DataType ?? null,
          S3InputMode: input.S3InputMode ?? null,
          S3CompressionType: input.S3CompressionType ?? null,
          S3DownloadMode: 'StartOfJob',
        }
      : null,
  };
}

function outputEntry({ OutputName, S3Output: output }: ProcessingOutput): object {
  return {
    OutputName: OutputName ?? null,
    S3Output: output
      ? {
          LocalPath: output.LocalPath ?? null,
          S3Uri: output.S3Uri ?? null,
          S3UploadMode: output.S3UploadMode ?? null,
        }
      : null,
  };
}

/** Content of a processing job's `resourceconfig.json` as one instance sees it (P7); `hosts` is sorted as text, as in training. */
export function processingResourceConfigJson(instances: readonly Instance[], current: Instance): string {
  return JSON.stringify({ current_host: current.host, hosts: instances.map(({ host }) => host).sort() });
}
