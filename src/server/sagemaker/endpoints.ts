import type { AsyncInferenceConfig } from '@aws-sdk/client-sagemaker';
import type { JobState } from '../../jobs/jobState';
import { isObject } from '../jsonInput';
import type { Surroundings } from '../surroundings';
import { jobsOf, lifeOf } from './jobs';

/** An endpoint as a client of AWS knows it: while it is updated two jobs of the local platform stand behind it. */
export interface Endpoint {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  /** All jobs behind it that still are something, newest first. */
  readonly jobs: readonly JobState[];
  /** The one that answers, or that will. */
  readonly serving: JobState;
}

/** Endpoints by their names. A later job of a name takes over once it is in service; one that was stopped is no endpoint any more. */
export class Endpoints {
  /** Jobs that were asked to end: to ask again would kill them. */
  private readonly ending = new Set<string>();

  /** What was found out about jobs, which stays: by their lives. */
  private readonly configs = new Map<string, AsyncInferenceConfig | undefined>();

  constructor(private readonly surroundings: Surroundings) {}

  async all(): Promise<readonly Endpoint[]> {
    const groups = new Map<string, { readonly arn: string; readonly jobs: JobState[] }>();
    for (const { name, arn, state } of await jobsOf(this.surroundings, 'endpoint')) {
      if (state.status === 'OutOfService' || state.orphaned === true) continue;
      const group = groups.get(name) ?? { arn, jobs: [] };
      group.jobs.push(state);
      groups.set(name, group);
    }
    const found: Endpoint[] = [];
    for (const [name, { arn, jobs }] of groups) {
      await this.retire(jobs);
      const serving = jobs.find(({ status }) => status === 'InService') ?? jobs[0];
      if (serving) found.push({ name, arn, jobs, serving, status: statusOf(jobs, serving) });
    }
    return found;
  }

  async find(name: string): Promise<Endpoint | undefined> {
    return (await this.all()).find((endpoint) => endpoint.name === name);
  }

  /** Where the answers of an endpoint's invocations go; undefined for one whose callers wait for them. */
  async asyncConfig({ serving }: Endpoint): Promise<AsyncInferenceConfig | undefined> {
    const key = lifeOf(serving);
    if (!this.configs.has(key)) {
      const described = await this.surroundings.platform.describe(serving.name);
      const config = described?.['AsyncInferenceConfig'];
      // Of a request that was checked.
      this.configs.set(key, isObject(config) ? (config as unknown as AsyncInferenceConfig) : undefined);
    }
    return this.configs.get(key);
  }

  /** Ask a job to end, once. */
  async end(job: JobState): Promise<void> {
    if (this.ending.has(lifeOf(job)) || job.status === 'Deleting') return;
    this.ending.add(lifeOf(job));
    await this.surroundings.platform.stop(job.name);
  }

  /** An update is over when the newer job is in service: then nobody calls the older one any more. */
  private async retire(jobs: readonly JobState[]): Promise<void> {
    const current = jobs.findIndex(({ status }) => status === 'InService');
    const replaced = current < 0 ? [] : jobs.slice(current + 1);
    for (const job of replaced) if (job.status !== 'Failed') await this.end(job);
  }
}

function statusOf(jobs: readonly JobState[], serving: JobState): string {
  const isUpdated = serving.status === 'InService' && jobs[0] !== serving && jobs[0]?.status === 'Creating';
  return isUpdated ? 'Updating' : serving.status;
}
