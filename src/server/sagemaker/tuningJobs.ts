import { rm, stat, writeFile } from 'node:fs/promises';
import { resourceArn } from '../../contract/resourceArn';
import { isMissing } from '../../machine/jsonFile';
import { isObject, requiredText, type JsonObject, type JsonOperations } from '../jsonInput';
import { invalid, ServiceError } from '../serviceError';
import { checkedName, type CreatedKind } from './createRequest';
import { pageOf } from './paging';
import type { KeptRequest } from './requestFiles';
import type { SageMaker } from './sagemaker';
import { epoch } from './times';

const tuningJob: CreatedKind & { readonly kind: 'tuning-job' } = {
  kind: 'tuning-job',
  stem: 'HyperParameterTuningJob',
  required: ['HyperParameterTuningJobName', 'HyperParameterTuningJobConfig'],
};
/** How long a record is in progress, and in the middle of stopping. */
const lifeMs = 2_000;
const stoppingMs = 500;
const recordOnly =
  'ClientError: A record: the local endpoint runs no search and has started no training job. Run the training job that it describes by itself, or submit the tuning job to AWS.';

/**
 * The operations of tuning jobs. Each is a record with a life of its own: in progress for two seconds, then failed with the reason that
 * nothing was searched, unless it was stopped before.
 */
export function tuningOperations(sagemaker: SageMaker): JsonOperations {
  const jobs = new TuningJobs(sagemaker);
  return {
    CreateHyperParameterTuningJob: (input) => jobs.create(input),
    DescribeHyperParameterTuningJob: (input) => jobs.describe(input),
    ListHyperParameterTuningJobs: (input) => jobs.list(input),
    StopHyperParameterTuningJob: (input) => jobs.stop(input),
    DeleteHyperParameterTuningJob: (input) => jobs.remove(input),
    ListTrainingJobsForHyperParameterTuningJob: async (input) => {
      await jobs.find(input);
      return { TrainingJobSummaries: [] };
    },
  };
}

/** A tuning job as it stands. */
interface TuningState {
  readonly status: 'InProgress' | 'Stopping' | 'Stopped' | 'Failed';
  /** Milliseconds since the Unix epoch. */
  readonly modifiedAt: number;
}

class TuningJobs {
  constructor(private readonly sagemaker: SageMaker) {}

  async create(input: JsonObject): Promise<JsonObject> {
    const name = checkedName(tuningJob, input);
    const { requests } = this.sagemaker;
    if (await requests.find('tuning-job', name)) {
      const message = `Hyperparameter tuning job names must be unique within an AWS account and region, and a job with this name already exists (${this.arn(name)})`;
      throw new ServiceError('ResourceInUse', message);
    }
    await requests.keep('tuning-job', name, input);
    return { HyperParameterTuningJobArn: this.arn(name) };
  }

  async find(input: JsonObject): Promise<KeptRequest> {
    const name = requiredText(input, 'HyperParameterTuningJobName');
    const kept = /^[a-zA-Z0-9-]+$/.test(name) ? await this.sagemaker.requests.find('tuning-job', name) : undefined;
    if (kept) return kept;
    throw new ServiceError('ResourceNotFound', `Could not find hyperparameter tuning job ${name}.`);
  }

  async describe(input: JsonObject): Promise<JsonObject> {
    const kept = await this.find(input);
    const { Tags: _tags, ...members } = kept.request;
    const state = await stateOf(kept);
    return {
      ...members,
      ...this.common(kept, state),
      ...(state.status === 'Failed' && { FailureReason: recordOnly }),
    };
  }

  async list(input: JsonObject): Promise<JsonObject> {
    const all = await this.sagemaker.requests.all('tuning-job');
    const listed = await Promise.all(all.map(async (kept) => ({ ...kept, ...(await stateOf(kept)) })));
    const { items, ...rest } = pageOf(listed, input);
    return { HyperParameterTuningJobSummaries: items.map((item) => this.summary(item)), ...rest };
  }

  async stop(input: JsonObject): Promise<JsonObject> {
    const kept = await this.find(input);
    const { status } = await stateOf(kept);
    if (status === 'Failed' || status === 'Stopped') {
      throw invalid(`The request was rejected because the hyperparameter tuning job is in status ${status}.`);
    }
    if (status === 'InProgress') await writeFile(stopFile(kept), '');
    return {};
  }

  async remove(input: JsonObject): Promise<JsonObject> {
    const kept = await this.find(input);
    const { status } = await stateOf(kept);
    if (status === 'InProgress' || status === 'Stopping') {
      throw new ServiceError(
        'ResourceInUse',
        `${this.arn(kept.name)} is in status ${status}. Stop it before it is deleted.`,
      );
    }
    await rm(stopFile(kept), { force: true });
    await this.sagemaker.requests.remove('tuning-job', kept.name);
    return {};
  }

  private summary(item: KeptRequest & TuningState): JsonObject {
    const { HyperParameterTuningJobConfig: config } = item.request;
    const { Strategy, ResourceLimits } = isObject(config) ? config : {};
    return { ...this.common(item, item), Strategy, ...(isObject(ResourceLimits) && { ResourceLimits }) };
  }

  private common({ name, createdAt }: KeptRequest, { status, modifiedAt }: TuningState): JsonObject {
    return {
      HyperParameterTuningJobName: name,
      HyperParameterTuningJobArn: this.arn(name),
      HyperParameterTuningJobStatus: status,
      CreationTime: epoch(createdAt),
      LastModifiedTime: epoch(modifiedAt),
      ...((status === 'Failed' || status === 'Stopped') && { HyperParameterTuningEndTime: epoch(modifiedAt) }),
      TrainingJobStatusCounters: { Completed: 0, InProgress: 0, RetryableError: 0, NonRetryableError: 0, Stopped: 0 },
      ObjectiveStatusCounters: { Succeeded: 0, Pending: 0, Failed: 0 },
    };
  }

  private arn(name: string): string {
    return resourceArn('hyper-parameter-tuning-job', name, this.sagemaker.surroundings.region);
  }
}

/** Follows from its times, so that it is the same whoever asks, also after the server was killed. */
async function stateOf(kept: KeptRequest): Promise<TuningState> {
  const stopped = await stat(stopFile(kept)).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!stopped) {
    const end = kept.createdAt + lifeMs;
    return Date.now() < end
      ? { status: 'InProgress', modifiedAt: kept.createdAt }
      : { status: 'Failed', modifiedAt: end };
  }
  const asked = Math.round(stopped.mtimeMs);
  return Date.now() < asked + stoppingMs
    ? { status: 'Stopping', modifiedAt: asked }
    : { status: 'Stopped', modifiedAt: asked + stoppingMs };
}

/** Is there when it was asked to stop. */
function stopFile({ path }: KeptRequest): string {
  return `${path}.stop`;
}
