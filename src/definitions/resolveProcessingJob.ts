import { posix } from 'node:path';
import type { CreateProcessingJobRequest, ProcessingInput, ProcessingOutput } from '@aws-sdk/client-sagemaker';
import { jobNameFrom } from '../contract/jobName';
import { defaultMaxRuntimeSeconds } from '../contract/stopping';
import type { ProcessingJobDefinition } from './definition';
import { definitionStem } from './definitionKinds';
import { parseFileReference, type ReferenceBase } from './fileReference';
import type { ProcessingInputPlan, ProcessingOutputPlan, ProcessingPlan } from './plan';
import {
  resolveImage,
  resolveInput,
  resolveOutput,
  unsupported,
  withoutEffect,
  type FolderReader,
  type ResolveBase,
} from './resolveReferences';

/** The plan of a processing job. @throws AppError `local.unsupported`, `local.s3`, `reference.*` */
export function resolveProcessingJob(
  definition: ProcessingJobDefinition,
  place: ResolveBase,
  files: FolderReader,
): ProcessingPlan {
  const { request, path } = definition;
  const base = { ...place, definitionPath: path };
  const inputs = (request.ProcessingInputs ?? []).flatMap((input) => resolveInputPlan(input, base));
  const outputs = (request.ProcessingOutputConfig?.Outputs ?? []).flatMap((output) => resolveOutputPlan(output, base));
  refuseInputsInOutputs(inputs, outputs, path);
  return {
    kind: 'processing-job',
    definition: path,
    name: request.ProcessingJobName ?? jobNameFrom(definitionStem(path)),
    request,
    image: resolveImage(request.AppSpecification?.ImageUri ?? '', base, files),
    inputs,
    outputs,
    environment: request.Environment ?? {},
    isolated: request.NetworkConfig?.EnableNetworkIsolation ?? false,
    maxRuntimeSeconds: request.StoppingCondition?.MaxRuntimeInSeconds ?? defaultMaxRuntimeSeconds,
    notReproduced: notReproduced(request, outputs),
  };
}

/** P4: a container's folder on this machine; none for an input that the program fetches itself. */
function resolveInputPlan(input: ProcessingInput, base: ReferenceBase): ProcessingInputPlan[] {
  const name = input.InputName ?? '';
  const path = base.definitionPath;
  const source = input.S3Input;
  if (input.AppManaged) {
    // The container would be told a path that it can't see.
    if (source?.S3Uri !== undefined && parseFileReference(source.S3Uri))
      throw unsupported(
        path,
        `a file:// reference of the AppManaged input ${name}`,
        'Remove "AppManaged", or name s3://.',
      );
    return [];
  }
  if (input.DatasetDefinition || !source)
    throw unsupported(path, `DatasetDefinition (input ${name})`, 'Use S3Input with a file:// folder.');
  if (source.S3InputMode === 'Pipe') throw unsupported(path, `Pipe mode (input ${name})`, 'Use S3InputMode "File".');
  if (source.S3CompressionType === 'Gzip')
    throw unsupported(path, `Gzip (input ${name})`, 'Use S3CompressionType "None" and inflate the data before.');
  if (source.S3DataType === 'ManifestFile')
    throw unsupported(path, `S3DataType ManifestFile (input ${name})`, 'Use "S3Prefix".');
  if (source.S3DataDistributionType === 'ShardedByS3Key')
    throw unsupported(path, `ShardedByS3Key (input ${name})`, 'Use "FullyReplicated".');
  return [
    { name, source: resolveInput(`input ${name}`, source.S3Uri, base), target: containerFolder(source.LocalPath) },
  ];
}

/** P5: a container's folder and where it goes; none for an output that the program stores itself. */
function resolveOutputPlan(output: ProcessingOutput, base: ReferenceBase): ProcessingOutputPlan[] {
  const name = output.OutputName ?? '';
  const path = base.definitionPath;
  if (output.FeatureStoreOutput)
    throw unsupported(path, `FeatureStoreOutput (output ${name})`, 'Use S3Output with a file:// folder.');
  const s3 = output.S3Output;
  const uri = s3?.S3Uri;
  if (output.AppManaged) {
    if (uri !== undefined && parseFileReference(uri))
      throw unsupported(
        path,
        `a file:// reference of the AppManaged output ${name}`,
        'Remove "AppManaged", or name s3://.',
      );
    return [];
  }
  const folder = resolveOutput(uri, base);
  return [
    {
      name,
      target: containerFolder(s3?.LocalPath),
      ...(folder !== undefined && { folder }),
      continuous: s3?.S3UploadMode === 'Continuous',
    },
  ];
}

/** A `LocalPath` without anything that has no meaning, such as a slash at its end. */
function containerFolder(localPath: string | undefined): string {
  return posix.normalize(localPath ?? '').replace(/\/$/, '');
}

/** What is read-only can't stand in what is written. */
function refuseInputsInOutputs(
  inputs: readonly ProcessingInputPlan[],
  outputs: readonly ProcessingOutputPlan[],
  path: string,
): void {
  for (const input of inputs) {
    const output = outputs.find(({ target }) => `${input.target}/`.startsWith(`${target}/`));
    if (output)
      throw unsupported(
        path,
        `the LocalPath of input ${input.name} inside that of output ${output.name}`,
        'Give them folders of their own.',
      );
  }
}

function notReproduced(
  request: Partial<CreateProcessingJobRequest>,
  planned: readonly ProcessingOutputPlan[],
): string[] {
  const cluster = request.ProcessingResources?.ClusterConfig;
  const outputs = request.ProcessingOutputConfig?.Outputs ?? [];
  const managed = [...(request.ProcessingInputs ?? []), ...outputs].some(({ AppManaged }) => AppManaged);
  return [
    ...withoutEffect(request, { ExperimentConfig: 'no experiment is recorded' }),
    ...withoutEffect(request.NetworkConfig ?? {}, {
      VpcConfig: 'no VPC',
      EnableInterContainerTrafficEncryption: 'no encryption between containers',
    }),
    ...withoutEffect(request.ProcessingOutputConfig ?? {}, { KmsKeyId: 'outputs are not encrypted' }),
    ...withoutEffect(cluster ?? {}, {
      VolumeKmsKeyId: 'no volume of its own',
      InstancePreferences: 'one instance runs',
    }),
    ...(cluster?.InstanceType ? [`${cluster.InstanceType} (this machine's CPU, memory and disk)`] : []),
    ...(managed ? ['AppManaged (the program gets no credentials for its own transfers)'] : []),
    ...outputs.flatMap(({ AppManaged, OutputName, S3Output }) =>
      AppManaged || !S3Output?.S3Uri || planned.some(({ name, folder }) => name === OutputName && folder !== undefined)
        ? []
        : [`S3Uri ${S3Output.S3Uri} (output ${OutputName ?? ''} stays with the job)`],
    ),
  ];
}
