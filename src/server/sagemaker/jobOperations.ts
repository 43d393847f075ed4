import { resourceArn } from '../../contract/resourceArn';
import { isActive, statusFields, type JobState } from '../../jobs/jobState';
import { isObject, requiredText, type JsonObject, type JsonOperations } from '../jsonInput';
import { invalid, ServiceError } from '../serviceError';
import { checkedName } from './createRequest';
import { refusePartialPrefixes } from './inputPrefixes';
import type { JobKindFacts } from './jobKinds';
import { findJob, hasEnded, isNameTaken, jobsOf, lifeOf, modifiedAt, startJob, type NamedJob } from './jobs';
import { pageOf } from './paging';
import type { SageMaker } from './sagemaker';
import { epoch, withEpochTimes } from './times';

/** The operations of one kind of job: Create, Describe, List, Stop, and Delete where the API has it. */
export function jobOperations(sagemaker: SageMaker, facts: JobKindFacts): JsonOperations {
  const jobs = new Jobs(sagemaker, facts);
  const { stem, kind } = facts;
  return {
    [`Create${stem}`]: (input) => jobs.create(input),
    [`Describe${stem}`]: (input) => jobs.describe(input),
    [`List${stem}s`]: (input) => jobs.list(input),
    [`Stop${stem}`]: (input) => jobs.stop(input),
    ...(kind !== 'transform-job' && { [`Delete${stem}`]: (input: JsonObject) => jobs.remove(input) }),
  };
}

/** Every transition has a message; the SageMaker SDK counts on it. */
function transitionsOf({ SecondaryStatusTransitions }: JsonObject, { failureReason }: JobState): JsonObject {
  if (!Array.isArray(SecondaryStatusTransitions)) return {};
  const transitions = SecondaryStatusTransitions.filter(isObject).map((transition) => ({
    StatusMessage:
      transition['Status'] === 'Failed' ? failureReason : `Training job ${String(transition['Status']).toLowerCase()}`,
    ...withEpochTimes(transition),
  }));
  return { SecondaryStatusTransitions: transitions };
}

/** What the service tells of a job: neither what is ours, nor tags, nor a bill of 0 seconds, which it does not know. */
function membersOf(described: JsonObject): JsonObject {
  const { NotReproduced: _ours, Tags: _tags, BillableTimeInSeconds: _bill, ...members } = described;
  return members;
}

/** Members of a Describe response that hold more, completed by what the service says where the request said nothing. */
function withInner(defaults: JobKindFacts['innerDefaults'], described: JsonObject): JsonObject {
  const completed = Object.entries(defaults).map(([member, inner]) => {
    const value = described[member];
    return isObject(value) ? { [member]: { ...inner, ...value } } : {};
  });
  return Object.assign({}, ...completed) as JsonObject;
}

const stopping = { status: 'Stopping', secondaryStatus: 'Stopping' } as const;

class Jobs {
  /** Names of jobs that are being started: nobody else may have them, though no job is to be seen yet. */
  private readonly starting = new Set<string>();
  /** Jobs that were asked to stop: to ask again would kill them, which no call of the service does. */
  private readonly stopping = new Set<string>();
  private readonly nameMember: string;
  private readonly arnMember: string;

  constructor(
    private readonly sagemaker: SageMaker,
    private readonly facts: JobKindFacts,
  ) {
    this.nameMember = `${facts.stem}Name`;
    this.arnMember = `${facts.stem}Arn`;
  }

  async create(input: JsonObject): Promise<JsonObject> {
    const { kind } = this.facts;
    const { surroundings, requests, store } = this.sagemaker;
    const name = checkedName(this.facts, input);
    await refusePartialPrefixes(store, input);
    if (this.starting.has(name)) throw this.inUse(name);
    this.starting.add(name);
    try {
      const isRequested = (await requests.find(kind, name)) !== undefined;
      if (await isNameTaken(surroundings, kind, { name, isRequested })) throw this.inUse(name);
      const definition = await requests.keep(kind, name, input);
      await startJob(surroundings, definition).catch(async (error: unknown) => {
        await requests.remove(kind, name);
        throw error;
      });
    } finally {
      this.starting.delete(name);
    }
    return { [this.arnMember]: this.arn(name) };
  }

  async describe(input: JsonObject): Promise<JsonObject> {
    const { kind } = this.facts;
    const { name, arn, state } = await this.find(input);
    const described = membersOf((await this.sagemaker.surroundings.platform.describe(state.name)) ?? {});
    return {
      ...this.facts.defaults(described, name),
      ...withEpochTimes(described),
      ...withInner(this.facts.innerDefaults, described),
      ...transitionsOf(described, state),
      [this.nameMember]: name,
      [this.arnMember]: arn,
      ...(this.isStopping(state, described[statusFields[kind]]) && {
        [statusFields[kind]]: stopping.status,
        ...(kind === 'training-job' && { SecondaryStatus: stopping.secondaryStatus }),
      }),
      ...(state.orphaned === true && {
        [statusFields[kind]]: 'Failed',
        FailureReason:
          'InternalServerError: The process that ran this job is gone; sagemaker-containers resume goes on with it.',
      }),
    };
  }

  async list(input: JsonObject): Promise<JsonObject> {
    const { kind, stem } = this.facts;
    const all = (await jobsOf(this.sagemaker.surroundings, kind)).map((job) => this.asAsked(job));
    const listed = all.map((job) => ({
      job,
      name: job.name,
      status: job.state.status,
      createdAt: job.state.createdAt,
      modifiedAt: modifiedAt(job.state),
    }));
    const { items, ...rest } = pageOf(listed, input, { statusAfterPage: kind === 'training-job' });
    return { [`${stem}Summaries`]: items.map(({ job }) => this.summary(job)), ...rest };
  }

  async stop(input: JsonObject): Promise<JsonObject> {
    const { state } = await this.find(input);
    if (hasEnded(state)) {
      throw invalid(
        `The request was rejected because the ${this.facts.kind.replace('-', ' ')} is in status ${state.status}.`,
      );
    }
    if (!this.isStopping(state) && state.status !== stopping.status) {
      this.stopping.add(lifeOf(state));
      await this.sagemaker.surroundings.platform.stop(state.name);
    }
    return {};
  }

  async remove(input: JsonObject): Promise<JsonObject> {
    const { name, arn, state } = await this.find(input);
    if (isActive(state.status)) {
      throw new ServiceError('ResourceInUse', `${arn} is in status ${state.status}. Stop it before it is deleted.`);
    }
    await this.sagemaker.surroundings.platform.remove(state.name);
    await this.sagemaker.requests.remove(this.facts.kind, name);
    return {};
  }

  private async find(input: JsonObject): Promise<NamedJob> {
    const name = requiredText(input, this.nameMember);
    const job = await findJob(this.sagemaker.surroundings, this.facts.kind, name);
    if (job) return job;
    throw invalid(this.facts.unknown(name));
  }

  /** Since the call a job is stopping, also before the process that runs it has noticed. */
  private asAsked(job: NamedJob): NamedJob {
    const { state } = job;
    return this.isStopping(state) ? { ...job, state: { ...state, ...stopping } } : job;
  }

  private isStopping(state: JobState, status: unknown = state.status): boolean {
    return typeof status === 'string' && isActive(status) && this.stopping.has(lifeOf(state));
  }

  private summary({ name, arn, state }: NamedJob): JsonObject {
    const { stem, endTime, summary } = this.facts;
    const own: JsonObject = {
      SecondaryStatus: state.secondaryStatus,
      FailureReason: state.failureReason,
      ExitMessage: state.exitMessage,
    };
    return {
      [this.nameMember]: name,
      [this.arnMember]: arn,
      [`${stem}Status`]: state.status,
      CreationTime: epoch(state.createdAt),
      LastModifiedTime: epoch(modifiedAt(state)),
      ...(hasEnded(state) && { [endTime]: epoch(modifiedAt(state)) }),
      ...Object.fromEntries(summary.flatMap((member) => (own[member] === undefined ? [] : [[member, own[member]]]))),
    };
  }

  private arn(name: string): string {
    return resourceArn(this.facts.kind, name, this.sagemaker.surroundings.region);
  }

  private inUse(name: string): ServiceError {
    const { kind } = this.facts;
    const called = kind.replace('-', ' ');
    const start = called.charAt(0).toUpperCase() + called.slice(1);
    return new ServiceError(
      'ResourceInUse',
      `${start} names must be unique within an AWS account and region, and a ${called} with this name already exists (${this.arn(name)})`,
    );
  }
}
