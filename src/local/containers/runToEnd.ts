import type { ContainerSpec } from '../../contract/containerSpec';
import type { BatchPlan } from '../../definitions/plan';
import type { Container } from '../../engines/engine';
import type { MetricValue } from '../../jobs/metricReader';
import { prepareImage } from './jobImage';
import { conclude, type JobOutcome } from '../jobs/jobOutcome';
import type { JobRun } from './jobRun';
import { createContainers, hostOf, removeContainers } from './runContainers';
import { saveRun } from '../jobs/runRecord';
import { untilAllEnded, type Ended } from './untilAllEnded';

/** What differs between the kinds of jobs that run to an end. */
export interface JobWork<P extends BatchPlan> {
  /** What the time of its program is called among its phases. */
  readonly running: 'Training' | 'Processing';
  /** What is said while its results are kept. */
  readonly keeping: string;
  /** Between SIGTERM and SIGKILL. */
  readonly graceSeconds: number;
  /** Lay its files out in its folder and describe its containers, one per instance. */
  layOut(run: JobRun<P>, image: string): Promise<readonly ContainerSpec[]>;
  /** Finds metrics in a line of its log; undefined when nobody asked for any. */
  metrics(plan: P): ((line: string) => MetricValue[]) | undefined;
  /** Done beside the program, from its start on until the signal. Never rejects. */
  accompany(run: JobRun<P>, specs: readonly ContainerSpec[], ended: AbortSignal): Promise<void>;
  /** Keep what the containers left, which is in the folders of their output mounts. */
  keep(run: JobRun<P>, specs: readonly ContainerSpec[]): Promise<void>;
  outcome(specs: readonly ContainerSpec[], ended: Ended): Promise<JobOutcome>;
}

/** How a job ends that was asked to stop before its program ran. */
const stopped: JobOutcome = { status: 'Stopped', secondaryStatus: 'Stopped' };

/** Run a job from its image to its results; its last status is on disk when the promise resolves. */
export async function runToEnd<P extends BatchPlan>(run: JobRun<P>, work: JobWork<P>): Promise<void> {
  await conclude(run, stopped, async () => {
    await run.recorder.status({ status: 'InProgress', secondaryStatus: 'Starting', message: 'Preparing the image' });
    const image = await prepareImage(run, run.plan.image);
    await run.recorder.status({
      status: 'InProgress',
      secondaryStatus: 'Downloading',
      message: 'Laying out the input data',
    });
    const specs = await work.layOut(run, image);
    // Written before the engine has anything of the job, so that a crash at any moment leaves nothing unknown.
    await saveRun(run, specs, undefined);
    const containers = await createContainers(run, specs);
    return perform({ run, work, specs, containers }, () =>
      Promise.all(containers.map((container) => container.start())),
    );
  });
}

/** Go on with a job whose containers another process started: to its end, as if nothing had happened. */
export async function resumeToEnd<P extends BatchPlan>(
  run: JobRun<P>,
  work: JobWork<P>,
  specs: readonly ContainerSpec[],
  containers: readonly Container[],
): Promise<void> {
  await conclude(run, stopped, () => perform({ run, work, specs, containers }, () => Promise.resolve()));
}

interface Performance<P extends BatchPlan> {
  readonly run: JobRun<P>;
  readonly work: JobWork<P>;
  readonly specs: readonly ContainerSpec[];
  readonly containers: readonly Container[];
}

/** From created containers to removed ones. */
async function perform<P extends BatchPlan>(
  performance: Performance<P>,
  start: () => Promise<unknown>,
): Promise<JobOutcome> {
  const { run, work, specs, containers } = performance;
  try {
    const ended = await attend(performance, start);
    await run.recorder.status({
      status: ended.stopped === undefined ? 'InProgress' : 'Stopping',
      secondaryStatus: 'Uploading',
      message: work.keeping,
    });
    for (const container of containers) await container.collect();
    await work.keep(run, specs);
    return await work.outcome(specs, ended);
  } finally {
    await removeContainers(run, specs, containers);
  }
}

/** From the start of the programs to their end, with all that they wrote in the log. */
async function attend<P extends BatchPlan>(
  { run, work, specs, containers }: Performance<P>,
  start: () => Promise<unknown>,
): Promise<Ended> {
  const { recorder } = run;
  const metrics = work.metrics(run.plan);
  const recorded = Promise.all(
    containers.map((container, index) => recorder.pump(hostOf(specs[index]), container.output, metrics)),
  );
  // Reported further down; without this a failure while starting would count as unhandled.
  recorded.catch(() => undefined);
  run.stop.throwIfAborted();
  await start();
  await recorder.status({ status: 'InProgress', secondaryStatus: work.running, message: 'The program is running' });
  const over = new AbortController();
  const beside = work.accompany(run, specs, over.signal);
  try {
    const ending = untilAllEnded(run, containers, work.graceSeconds);
    ending.catch(() => undefined);
    // A log that can't be written any more ends the job at once: a program whose output nobody takes would wait for ever.
    const ended = await Promise.race([ending, recorded.then(() => ending)]);
    await recorded;
    return ended;
  } finally {
    over.abort();
    await beside;
  }
}
