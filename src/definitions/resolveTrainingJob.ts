import type { Channel } from '@aws-sdk/client-sagemaker';
import { defaultMaxRuntimeSeconds } from '../contract/stopping';
import { jobNameFrom } from '../contract/jobName';
import { codeParameter, plainParameter } from '../contract/submittedCode';
import type { TrainingJobDefinition } from './definition';
import { definitionStem } from './definitionKinds';
import type { ReferenceBase } from './fileReference';
import type { ChannelPlan, TrainingPlan } from './plan';
import { codeNote, resolveCode } from './resolveCode';
import {
  resolveImage,
  resolveInput,
  resolveOutput,
  unsupported,
  withoutEffect,
  type FolderReader,
  type ResolveBase,
} from './resolveReferences';

/** Fields that are harmless to leave out on one machine, and why. */
const fieldsWithoutEffect = {
  DebugHookConfig: 'no Debugger',
  ProfilerConfig: 'no profiler',
  TensorBoardOutputConfig: 'nothing is uploaded',
  VpcConfig: 'no VPC',
  EnableInterContainerTrafficEncryption: 'no encryption between containers',
  RetryStrategy: 'no retries',
  RemoteDebugConfig: 'no SSM shell',
  ExperimentConfig: 'no experiment is recorded',
} as const;

/** The plan of a training job. @throws AppError `local.unsupported`, `local.s3`, `reference.*` */
export function resolveTrainingJob(
  definition: TrainingJobDefinition,
  place: ResolveBase,
  files: FolderReader,
): TrainingPlan {
  const { request, path } = definition;
  const base = { ...place, definitionPath: path };
  refuse(definition);
  const algorithm = request.AlgorithmSpecification;
  const output = request.OutputDataConfig?.S3OutputPath;
  const local = resolveOutput(output, base);
  const code = resolveCode(codeParameter, plainParameter(request.HyperParameters?.[codeParameter]), base);
  return {
    kind: 'training-job',
    definition: path,
    name: request.TrainingJobName ?? jobNameFrom(definitionStem(path)),
    request,
    image: resolveImage(algorithm?.TrainingImage ?? '', base, files),
    channels: (request.InputDataConfig ?? []).map((channel) => resolveChannel(channel, base)),
    ...(code !== undefined && { code }),
    ...(local !== undefined && { output: local }),
    environment: request.Environment ?? {},
    isolated: request.EnableNetworkIsolation ?? false,
    maxRuntimeSeconds: request.StoppingCondition?.MaxRuntimeInSeconds ?? defaultMaxRuntimeSeconds,
    notReproduced: [
      ...withoutEffect(request, fieldsWithoutEffect),
      ...codeNote(codeParameter, code),
      ...(request.ResourceConfig?.InstanceType
        ? [`${request.ResourceConfig.InstanceType} (this machine's CPU, memory and disk)`]
        : []),
      ...(output !== undefined && local === undefined ? [`S3OutputPath ${output} (artifacts stay with the job)`] : []),
    ],
  };
}

function refuse({ request, path }: TrainingJobDefinition): void {
  const algorithm = request.AlgorithmSpecification;
  if (algorithm?.AlgorithmName !== undefined) {
    throw unsupported(path, 'AlgorithmName', 'Name the image itself in TrainingImage.');
  }
  if (request.EnableManagedSpotTraining) {
    throw unsupported(path, 'EnableManagedSpotTraining', 'Remove it, or set it to false for the local run.');
  }
  if (request.CheckpointConfig) throw unsupported(path, 'CheckpointConfig', 'Remove it for the local run.');
  for (const channel of request.InputDataConfig ?? []) refuseChannel(channel, algorithm?.TrainingInputMode, path);
}

function refuseChannel(channel: Channel, jobMode: string | undefined, path: string): void {
  const name = `channel ${channel.ChannelName ?? ''}`;
  const mode = channel.InputMode ?? jobMode ?? 'File';
  if (mode !== 'File') throw unsupported(path, `${mode} mode (${name})`, 'Use TrainingInputMode "File".');
  const source = channel.DataSource?.S3DataSource;
  if (!source)
    throw unsupported(
      path,
      `a data source other than S3DataSource (${name})`,
      'Use S3DataSource with a file:// folder.',
    );
  if (source.S3DataType !== undefined && source.S3DataType !== 'S3Prefix') {
    throw unsupported(path, `S3DataType ${source.S3DataType} (${name})`, 'Use "S3Prefix".');
  }
  if (source.S3DataDistributionType === 'ShardedByS3Key') {
    throw unsupported(path, `ShardedByS3Key (${name})`, 'Use "FullyReplicated".');
  }
}

function resolveChannel(channel: Channel, base: ReferenceBase): ChannelPlan {
  const name = channel.ChannelName ?? '';
  return { name, source: resolveInput(`channel ${name}`, channel.DataSource?.S3DataSource?.S3Uri, base) };
}
