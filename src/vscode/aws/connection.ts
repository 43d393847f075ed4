import { AppError } from '../../contract/appError';
import { isActive, type JobState } from '../../jobs/jobState';
import type { JobQuery, Jobs } from '../../jobs/platform';
import type { RepositoryImage, Resource, Resources, Variant } from '../../jobs/resources';
import type { AwsChoice, AwsIdentity, AwsPlace } from '../../jobs/submission';
import type { JobFilter } from '../jobFilter';
import type { JobPlace } from '../jobPlace';
import { isJobKind, type AwsGroup } from './awsGroup';
import { isAccessLost } from './signInNeeded';
import { lateJobs } from './lateJobs';
import { asAppError, Listing, type Listed, type ListedPart, type ReadPart } from './listing';

/** Endpoints whose machines are counted; the newest ones. */
const mostCounted = 20;

/** What a connection is called in states that are kept. */
export function connectionId({ profile = '', region = '' }: AwsChoice): string {
  return `aws:${profile}@${region}`;
}

/** What is known of the jobs and resources of a profile and region; read when somebody looks. */
export class Connection implements JobPlace {
  readonly id: string;
  readonly platform: Jobs;
  identity: AwsIdentity | undefined;
  /** Why nothing can be read. */
  problem: AppError | undefined;
  private opened: Promise<AwsPlace> | undefined;
  private readonly jobLists = new Map<string, Listing<JobState>>();
  private readonly keptLists = new Map<string, Listing<Resource>>();
  /** Whatever the filter says: what costs money must be seen. */
  private readonly endpoints: Listing<JobState>;
  private readonly details = new Map<string, JobState>();
  private readonly machines = new Map<string, readonly Variant[]>();
  private readonly inRepositories = new Map<string, readonly RepositoryImage[]>();
  private readonly missing = new Set<string>();
  private toldText = '';
  private calls = 0;

  /** @param changed is called whenever there is something new to read here */
  constructor(
    readonly choice: AwsChoice,
    private readonly connect: (choice: AwsChoice) => Promise<AwsPlace>,
    private readonly filter: () => JobFilter,
    private readonly changed: () => void,
  ) {
    this.id = connectionId(choice);
    this.platform = lateJobs(async () => (await this.open()).jobs);
    this.endpoints = new Listing((after) => this.read({ kind: 'endpoint' }, after), changed);
  }

  /** Ask who calls, once; a failure is told and can be tried again. @throws AppError `aws.…` */
  open(): Promise<AwsPlace> {
    this.opened ??= this.call();
    return this.opened;
  }

  /** Whoever began to ask, all that show this connection learn how it ended. */
  private async call(): Promise<AwsPlace> {
    this.calls += 1;
    const call = this.calls;
    // What was asked before the files said something else has no say any more.
    const isLatest = () => call === this.calls;
    try {
      const place = await this.connect(this.choice);
      if (isLatest()) [this.identity, this.problem] = [place.identity, undefined];
      return place;
    } catch (error) {
      if (isLatest()) {
        this.opened = undefined;
        this.problem = isGivenUp(error) ? unanswered(error) : asAppError(error);
      }
      throw error;
    } finally {
      this.changed();
    }
  }

  async resources(): Promise<Resources> {
    return (await this.open()).resources;
  }

  /** Whether a person did not answer a question of it, or not rightly, and is not asked again before they want to. */
  get isGivenUp(): boolean {
    return this.problem?.code === 'aws.unanswered' || this.problem?.code === 'aws.mfa';
  }

  /** Open anew what these profiles say something else for, or what could not be opened before. Never rejects. */
  async filesChanged(profiles: readonly string[]): Promise<void> {
    const isOther = profiles.includes(this.choice.profile ?? 'default');
    if (isOther) this.opened = undefined;
    if (isOther || (this.isStuck && !this.isGivenUp)) await this.refresh();
  }

  /** See who calls, and what costs money. Never rejects. */
  async look(): Promise<void> {
    await this.open().catch(() => undefined);
    if (this.problem === undefined) await this.endpoints.open();
    await this.countMachines();
    this.changed();
  }

  /** The list of jobs of a kind, or of those that a tuning job has started. */
  jobs(kind: JobState['kind'], tuningJob?: string): Listing<JobState> {
    const { text, status } = this.filter();
    if (kind === 'endpoint' && text === '' && status === '') return this.endpoints;
    const query = {
      kind,
      ...(tuningJob !== undefined && { tuningJob }),
      ...(text !== '' && tuningJob === undefined && { nameContains: text }),
      ...(status !== '' && tuningJob === undefined && { status }),
    };
    return this.listIn(this.jobLists, JSON.stringify(query), (after) => this.read(query, after));
  }

  /** The list of resources of a kind. */
  kept(kind: Resource['kind']): Listing<Resource> {
    const { text } = this.filter();
    const query = { kind, ...(text !== '' && { nameContains: text }) };
    return this.listIn(this.keptLists, JSON.stringify(query), async (after) => {
      const page = await (await this.resources()).page({ ...query, ...(after !== undefined && { after }) });
      return { rows: page.resources, next: page.next };
    });
  }

  /** The list of a group. */
  group(kind: AwsGroup): Listing<JobState> | Listing<Resource> {
    return isJobKind(kind) ? this.jobs(kind) : this.kept(kind);
  }

  /** All that is known of a job now: what was read of it alone, else what a list says. */
  state(arn: string): JobState | undefined {
    const listed = this.listed().find((row) => row.arn === arn);
    const detail = this.details.get(arn);
    if (!detail || !listed) return detail ?? listed;
    // A list is read more often than what it lists.
    const { status, secondaryStatus, endedAt } = listed;
    return status === detail.status
      ? detail
      : { ...detail, status, ...(secondaryStatus && { secondaryStatus }), ...(endedAt && { endedAt }) };
  }

  /** Jobs of all lists that were read. */
  listed(): readonly JobState[] {
    return [this.endpoints, ...this.jobLists.values()].flatMap(({ rows }) => rows);
  }

  /** Machines of an endpoint, as far as they were counted. */
  variants(arn: string): readonly Variant[] {
    return this.machines.get(arn) ?? [];
  }

  /** The images of a repository, as far as they were read. */
  images(repository: string): readonly RepositoryImage[] {
    return this.inRepositories.get(repository) ?? [];
  }

  /** Read the images of a repository. @throws AppError `aws.…` */
  async readImages(repository: string): Promise<readonly RepositoryImage[]> {
    const images = await (await this.resources()).images(repository);
    this.inRepositories.set(repository, images);
    return images;
  }

  /** Endpoints that cost money whether they are called or not. */
  costly(): readonly JobState[] {
    const isCostly = ({ arn = '' }: JobState) => this.variants(arn).some(({ instances }) => instances > 0);
    return this.endpoints.rows.filter(isCostly);
  }

  /** Read all of a job. @throws AppError `aws.…` */
  async detail(arn: string): Promise<JobState | undefined> {
    const state = await this.platform.find(arn);
    if (state) this.details.set(arn, state);
    else this.details.delete(arn);
    if (state) this.missing.delete(arn);
    else this.missing.add(arn);
    if (state?.kind === 'endpoint') await this.count(state);
    return state;
  }

  /** Whether AWS was asked for a job, and has none. */
  isMissing(arn: string): boolean {
    return this.missing.has(arn);
  }

  /** Read again what was read before; nobody is told where all of it is as it was. Never rejects. */
  async refresh(): Promise<void> {
    const { lists } = this;
    // Whoever has signed in since is asked for anew.
    if (this.isStuck) this.opened = undefined;
    await this.open().catch(() => undefined);
    if (this.problem === undefined) {
      await Promise.all(lists.map((list) => list.refresh()));
      const running = [...this.details.values()].filter(({ status }) => isActive(status));
      await Promise.all(running.map(({ arn = '' }) => this.detail(arn).catch(() => undefined)));
      await this.countMachines();
    }
    const text = this.text();
    if (text !== this.toldText) this.changed();
    this.toldText = text;
  }

  /** Forget what was read under another filter, or before something was deleted. */
  forget(): void {
    this.jobLists.clear();
    this.keptLists.clear();
    this.details.clear();
    this.missing.clear();
    this.changed();
  }

  /** The list of a key, made where there is none yet. */
  private listIn<Row extends Listed>(lists: Map<string, Listing<Row>>, key: string, read: ReadPart<Row>): Listing<Row> {
    const list = lists.get(key) ?? new Listing(read, this.changed);
    lists.set(key, list);
    return list;
  }

  private async read(query: JobQuery, after?: string): Promise<ListedPart<JobState>> {
    const { jobs, next } = await this.platform.page({ ...query, ...(after !== undefined && { after }) });
    return { rows: jobs, next };
  }

  private get lists(): readonly Listing<JobState | Resource>[] {
    // Nobody has opened the others yet: a row shows how many there are as soon as it is known.
    const opened = [...this.jobLists.values(), ...this.keptLists.values()].filter(({ isRead }) => isRead);
    return [this.endpoints, ...opened];
  }

  /** Why some of what is shown is not as new as it could be. */
  get staleness(): AppError | undefined {
    return this.lists.map(({ problem }) => problem).find((problem) => problem !== undefined);
  }

  private get isStuck(): boolean {
    return this.problem !== undefined || this.lists.some(({ problem }) => isAccessLost(problem));
  }

  /** All that rows show. How long something costs money is told to the minute. */
  private text(): string {
    const lists = this.lists.map(({ rows, next, problem }) => [rows, next, problem?.message]);
    const minute = this.costly().length > 0 ? Math.floor(Date.now() / 60_000) : 0;
    const { identity, problem } = this;
    return JSON.stringify([identity, problem?.message, lists, [...this.details], [...this.machines], minute]);
  }

  private async countMachines(): Promise<void> {
    const endpoints = this.endpoints.rows;
    const present = new Set(endpoints.map(({ arn = '' }) => arn));
    for (const arn of this.machines.keys()) if (!present.has(arn)) this.machines.delete(arn);
    await Promise.all(endpoints.slice(0, mostCounted).map((endpoint) => this.count(endpoint).catch(() => undefined)));
  }

  private async count({ arn = '', name, status }: JobState): Promise<void> {
    if (status === 'Failed' || status === 'Deleting') this.machines.delete(arn);
    else this.machines.set(arn, await (await this.resources()).variants(name));
  }
}

function isGivenUp(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Whoever shows it has the words. */
function unanswered(cause: unknown): AppError {
  return new AppError('aws.unanswered', '', '', { cause });
}
