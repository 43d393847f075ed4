import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CreateModelInput, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { JobEvent, StatusEvent } from '../../../src/jobs/jobEvent';
import type { JobState } from '../../../src/jobs/jobState';
import { chooseEngine } from '../../../src/local/engineChoice';
import { createLocalPlatform, type LocalPlatform } from '../../../src/local/localPlatform';
import { leftOf, removeImages } from './dockerState';

/** On every image of a test; its value is that of the project. */
const imageLabel = 'sagemaker-containers.test';

type Algorithm = Partial<CreateTrainingJobRequest['AlgorithmSpecification']>;

/** A training job request with what matters for one test. */
export interface TrainingRequest extends Omit<Partial<CreateTrainingJobRequest>, 'AlgorithmSpecification'> {
  readonly AlgorithmSpecification?: Algorithm;
}

/** A project in a folder of its own, with a local platform on the Docker engine of the environment. */
export class Project {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'project-')));
  /** Unlike any other, so that its images are found and removed. */
  private readonly mark = randomBytes(4).toString('hex');
  readonly platform: LocalPlatform = this.platformFor('docker');

  /** For the Dockerfile of every image, so that it is removed at the end. */
  readonly labelLine = `LABEL ${imageLabel}=${this.mark}`;

  /** A platform as the command line makes it. @param docker address of an engine; that of the environment without */
  platformFor(engine: 'docker' | 'auto'): LocalPlatform {
    return createLocalPlatform({
      root: this.root,
      region: 'us-east-1',
      engine: () => chooseEngine(engine, this.root),
      doctor: async () => [],
    });
  }

  /** @returns the absolute path of the file */
  write(path: string, text: string | Buffer, mode?: number): string {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    if (mode !== undefined) chmodSync(file, mode);
    return file;
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /**
   * A folder with a Dockerfile and one program on the PATH of the image.
   * @returns the `file://` reference for a definition in the root
   */
  image(program: 'train' | 'serve', text: string | Buffer, dockerfile: readonly string[] = []): string {
    const folder = `image-${this.mark}-${program}`;
    rmSync(join(this.root, folder), { recursive: true, force: true });
    this.write(`${folder}/${program}`, text, 0o755);
    const add = [`COPY ${program} /usr/local/bin/${program}`];
    const lines = ['FROM python:3.11-slim', this.labelLine, ...add, ...dockerfile];
    this.write(`${folder}/Dockerfile`, `${lines.join('\n')}\n`);
    return `file://${folder}`;
  }

  /** A definition whose image has a `train` of this text. @returns its absolute path */
  training(program: string, { AlgorithmSpecification, ...request }: TrainingRequest = {}, name = 'car'): string {
    const algorithm = {
      TrainingInputMode: 'File',
      ...(AlgorithmSpecification?.TrainingImage === undefined && { TrainingImage: this.image('train', program) }),
      ...AlgorithmSpecification,
    };
    const definition = { AlgorithmSpecification: algorithm, ...request };
    return this.write(`${name}.training-job.json`, JSON.stringify(definition, undefined, 2));
  }

  /** A definition of a model whose image has a `serve` of this text. @returns its absolute path */
  model(program: string, container: object = {}, request: Partial<CreateModelInput> = {}): string {
    const own = 'Image' in container ? {} : { Image: this.image('serve', program) };
    const PrimaryContainer = { ...own, ...container };
    return this.write('car.model.json', JSON.stringify({ PrimaryContainer, ...request }, undefined, 2));
  }

  start(definition: string, port?: number): Running {
    const request = { definition, engine: 'docker', ...(port !== undefined && { port }) } as const;
    return new Running(this.platform, this.platform.start(request, new AbortController().signal));
  }

  /** Run a definition to its end. */
  run(definition: string): Promise<Ran> {
    return this.start(definition).ended;
  }

  async state(job: string): Promise<JobState> {
    const state = (await this.platform.list()).find(({ name }) => name === job);
    assert.ok(state, `${job} is listed`);
    return state;
  }

  /** Fails when something of this project's jobs is left on the engine, after it was removed. */
  async assertNothingLeft(): Promise<void> {
    assert.deepEqual(await leftOf(this.root), [], 'left on the engine');
  }

  async close(): Promise<void> {
    await removeImages(`${imageLabel}=${this.mark}`);
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** How a job ended. */
export interface Ran {
  readonly events: readonly JobEvent[];
  readonly job: string;
  readonly describe: Readonly<Record<string, unknown>>;
  readonly status: string;
  /** Secondary statuses, or those of an endpoint, in order, each once. */
  readonly transitions: readonly string[];
  readonly failureReason: string;
  /** Lines of a log stream as they were told. */
  readonly lines: (stream?: string) => readonly string[];
}

/** A job that was started and whose events are read as they come. */
export class Running {
  readonly events: JobEvent[] = [];
  readonly ended: Promise<Ran>;

  constructor(
    private readonly platform: LocalPlatform,
    events: AsyncIterable<JobEvent>,
  ) {
    this.ended = this.read(events);
    this.ended.catch(() => undefined);
  }

  get job(): string {
    const [first] = this.events;
    assert.ok(first, 'an event has come');
    return first.job;
  }

  /** Wait for an event. Fails when the job ends without it. */
  async until<E extends JobEvent>(isIt: (event: JobEvent) => event is E): Promise<E>;
  async until(isIt: (event: JobEvent) => boolean): Promise<JobEvent>;
  async until(isIt: (event: JobEvent) => boolean): Promise<JobEvent> {
    for (;;) {
      const event = this.events.find(isIt);
      if (event) return event;
      if (await Promise.race([this.ended.then(() => true), sleep(10, false)])) {
        const late = this.events.find(isIt);
        if (late) return late;
        assert.fail(`the job ended without it: ${JSON.stringify(this.events.slice(-5), undefined, 1)}`);
      }
    }
  }

  untilLine(text: string): Promise<JobEvent> {
    return this.until((event) => event.kind === 'log' && event.line.includes(text));
  }

  untilStatus(status: string): Promise<JobEvent> {
    return this.until((event) => event.kind === 'status' && (event.secondaryStatus ?? event.status) === status);
  }

  /** Wait until an endpoint is in service. @returns its URL of invocations */
  async untilInService(): Promise<string> {
    const { url } = await this.until(
      (event): event is StatusEvent => event.kind === 'status' && event.url !== undefined,
    );
    return `${url ?? ''}/endpoints/${this.job}/invocations`;
  }

  /** Ask the job to stop. */
  stop(): Promise<void> {
    return this.platform.stop(this.job);
  }

  private async read(events: AsyncIterable<JobEvent>): Promise<Ran> {
    for await (const event of events) this.events.push(event);
    const last = this.events.at(-1);
    assert.equal(last?.kind, 'end');
    const statuses = this.events.filter((event) => event.kind === 'status');
    const names = statuses.map((event) => event.secondaryStatus ?? event.status);
    return {
      events: this.events,
      job: last.job,
      describe: last.describe,
      status: statuses.at(-1)?.status ?? '',
      transitions: names.filter((name, index) => name !== names[index - 1]),
      failureReason: statuses.at(-1)?.failureReason ?? '',
      lines: (stream = 'algo-1') =>
        this.events.flatMap((event) => (event.kind === 'log' && event.stream === stream ? [event.line] : [])),
    };
  }
}

/** A project for the tests of one describe; after each of them nothing of it may be left on the engine. */
export function useProject(): () => Project {
  let project: Project | undefined;
  before(() => {
    project = new Project();
  });
  afterEach(() => project?.assertNothingLeft());
  after(() => project?.close());
  return () => {
    assert.ok(project);
    return project;
  };
}
