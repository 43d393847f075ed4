import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { AppError } from '../../contract/appError';
import type { ProcessingJobDefinition, TrainingJobDefinition } from '../../definitions/definition';
import { diskFiles } from '../../definitions/diskFiles';
import type { ReferenceBase } from '../../definitions/fileReference';
import type { ImagePlan, ProcessingPlan, TrainingPlan } from '../../definitions/plan';
import { resolveProcessingJob } from '../../definitions/resolveProcessingJob';
import { resolveImage } from '../../definitions/resolveReferences';
import { resolveTrainingJob } from '../../definitions/resolveTrainingJob';
import { loadDefinition } from '../loadPlan';
import { tunedTrainings } from './tunedTrainings';

/** A job of a definition as far as a check can run it. */
export interface CheckedJob {
  readonly image: ImagePlan;
  readonly training?: TrainingPlan;
  readonly processing?: ProcessingPlan;
  /** Why it can't be run here as its definition has it; the container is looked at without it. */
  readonly missing?: string;
}

/**
 * The jobs of a definition, also of one that a local run refuses: a check wants to know how its container copes, not what comes of the data.
 * A tuning job has one for each of its definitions.
 * @returns undefined for any other definition
 * @throws AppError `definition.*`, and what else is wrong with it
 */
export async function loadCheckedJobs(path: string, root: string): Promise<readonly CheckedJob[] | undefined> {
  if (!/\.(?:training|processing|tuning)-job\.json$/.test(path)) return undefined;
  const { definition, base } = await loadDefinition(path, root);
  if (definition.kind === 'tuning-job') {
    const { text } = definition;
    return tunedTrainings(definition.request).map((request) =>
      checkedJob({ kind: 'training-job', path, request, text }, base),
    );
  }
  const isJob = definition.kind === 'training-job' || definition.kind === 'processing-job';
  return isJob ? [checkedJob(definition, base)] : undefined;
}

function checkedJob(definition: TrainingJobDefinition | ProcessingJobDefinition, base: ReferenceBase): CheckedJob {
  try {
    if (definition.kind === 'training-job') {
      const training = resolveCheckedTraining(definition, base);
      return { image: training.image, training };
    }
    const processing = resolveProcessingJob(definition, base, diskFiles);
    return { image: processing.image, processing };
  } catch (error) {
    const image = imageNamed(definition);
    const isRefused = error instanceof AppError && ['local.unsupported', 'local.s3'].includes(error.code);
    if (!isRefused || image === undefined) throw error;
    return { image: resolveImage(image, base, diskFiles), missing: error.message };
  }
}

/** The plan of a training as a check runs it. @throws AppError `local.unsupported`, `local.s3`, `reference.*` */
export function resolveCheckedTraining(definition: TrainingJobDefinition, base: ReferenceBase): TrainingPlan {
  const { request } = definition;
  const plan = resolveTrainingJob({ ...definition, request: eased(request) }, base, diskFiles);
  return { ...plan, request };
}

/**
 * The same without what makes no difference to one container on one machine: channels can't be written whatever their mode, its own
 * share of the data is all of it, and nobody takes its instance away. The folder of its checkpoints is laid out with the others.
 */
function eased(request: Partial<CreateTrainingJobRequest>): Partial<CreateTrainingJobRequest> {
  const { AlgorithmSpecification: algorithm, InputDataConfig: channels, ...rest } = request;
  const { CheckpointConfig: _checkpoints, EnableManagedSpotTraining: _spot, ...kept } = rest;
  return {
    ...kept,
    ...(algorithm && { AlgorithmSpecification: asFiles(algorithm, 'TrainingInputMode') }),
    ...(channels && { InputDataConfig: channels.map((channel) => whole(asFiles(channel, 'InputMode'))) }),
  };
}

function asFiles<Field extends string, Holder extends Partial<Record<Field, unknown>>>(
  holder: Holder,
  field: Field,
): Holder {
  return holder[field] === 'FastFile' ? { ...holder, [field]: 'File' } : holder;
}

function whole(channel: Channel): Channel {
  const { S3DataSource: source, ...others } = channel.DataSource ?? {};
  if (source?.S3DataDistributionType !== 'ShardedByS3Key') return channel;
  const { S3DataDistributionType: _share, ...kept } = source;
  return { ...channel, DataSource: { ...others, S3DataSource: kept } };
}

function imageNamed({ kind, request }: TrainingJobDefinition | ProcessingJobDefinition): string | undefined {
  return kind === 'training-job' ? request.AlgorithmSpecification?.TrainingImage : request.AppSpecification?.ImageUri;
}
