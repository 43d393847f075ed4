import type { ContainerSpec } from '../contract/containerSpec';
import { trainingGraceSeconds } from '../contract/stopping';
import { trainingFailureReason } from '../contract/trainingOutcome';
import type { TrainingPlan } from '../definitions/plan';
import type { Container, Exit } from '../engines/engine';
import { metricReader } from '../jobs/metricReader';
import { prepareImage } from './jobImage';
import { conclude, type JobOutcome } from './jobOutcome';
import type { JobRun } from './jobRun';
import { createContainers, hostOf, removeContainers } from './runContainers';
import { saveRun } from './runRecord';
import { keepTrainingArtifacts, readFailureFile } from './trainingArtifacts';
import { layOutTraining } from './trainingLayout';

/** How a job ends that was asked to stop before its program ran. */
const stopped: JobOutcome = { status: 'Stopped', secondaryStatus: 'Stopped' };

/** Run a training job from its image to its artifacts; its last status is on disk when the promise resolves. */
export async function runTrainingJob(run: JobRun<TrainingPlan>): Promise<void> {
  await conclude(run, stopped, async () => {
    await run.recorder.status({ status: 'InProgress', secondaryStatus: 'Starting', message: 'Preparing the image' });
    const image = await prepareImage(run);
    await run.recorder.status({
      status: 'InProgress',
      secondaryStatus: 'Downloading',
      message: 'Laying out the input data',
    });
    const specs = await layOutTraining(run, image);
    // Written before the engine has anything of the job, so that a crash at any moment leaves nothing unknown.
    await saveRun(run, specs, undefined);
    const containers = await createContainers(run, specs);
    try {
      return await train(run, specs, containers, () => Promise.all(containers.map((container) => container.start())));
    } finally {
      await removeContainers(run, specs, containers);
    }
  });
}

/** Go on with a training job whose containers another process started: to its end, as if nothing had happened. */
export async function resumeTrainingJob(
  run: JobRun<TrainingPlan>,
  specs: readonly ContainerSpec[],
  containers: readonly Container[],
): Promise<void> {
  await conclude(run, stopped, async () => {
    try {
      return await train(run, specs, containers, () => Promise.resolve());
    } finally {
      await removeContainers(run, specs, containers);
    }
  });
}

async function train(
  run: JobRun<TrainingPlan>,
  specs: readonly ContainerSpec[],
  containers: readonly Container[],
  start: () => Promise<unknown>,
): Promise<JobOutcome> {
  const { plan, recorder } = run;
  const definitions = plan.request.AlgorithmSpecification?.MetricDefinitions;
  const metrics = definitions?.length ? metricReader(definitions) : undefined;
  const pumps = containers.map((container, index) => recorder.pump(hostOf(specs[index]), container.output, metrics));
  const recorded = Promise.all(pumps);
  // Reported further down; without this a failure while starting would count as unhandled.
  recorded.catch(() => undefined);
  run.stop.throwIfAborted();
  await start();
  await recorder.status({ status: 'InProgress', secondaryStatus: 'Training', message: 'The program is running' });
  const ending = untilAllEnded(run, containers);
  ending.catch(() => undefined);
  // A log that can't be written any more ends the job at once: a program whose output nobody takes would wait for ever.
  const ended = await Promise.race([ending, recorded.then(() => ending)]);
  await recorded;
  await recorder.status({
    status: ended.stopped === undefined ? 'InProgress' : 'Stopping',
    secondaryStatus: 'Uploading',
    message: 'Packing the artifacts',
  });
  for (const container of containers) await container.collect();
  await keepTrainingArtifacts(run, specs);
  return trainingOutcome(specs, ended);
}

interface Ended {
  readonly exits: readonly Exit[];
  /** Why the platform ended the program; undefined when it ended by itself. */
  readonly stopped: 'Stopped' | 'MaxRuntimeExceeded' | undefined;
  /** Index of the first instance that failed by itself. */
  readonly failed: number | undefined;
}

/** Wait for every instance; the others are stopped when one fails, when the time is up, or when somebody asks (T56, T57). */
async function untilAllEnded(run: JobRun<TrainingPlan>, containers: readonly Container[]): Promise<Ended> {
  let stopped: Ended['stopped'];
  let failed: number | undefined;
  const stopAll = (seconds: number) => Promise.all(containers.map((container) => container.stop(seconds)));
  const stopping: Promise<unknown>[] = [];
  const stop = (why: NonNullable<typeof stopped>, message: string) => {
    if (stopped !== undefined) return;
    stopped = why;
    stopping.push(
      run.recorder.status({ status: 'Stopping', secondaryStatus: 'Stopping', message }),
      stopAll(trainingGraceSeconds),
    );
  };
  const onStop = () => {
    stop('Stopped', 'Asked to stop: SIGTERM now, SIGKILL in 120 seconds');
  };
  const onKill = () => void stopping.push(stopAll(0));
  const { maxRuntimeSeconds } = run.plan;
  const timer = longTimeout(maxRuntimeSeconds * 1000, () => {
    stop('MaxRuntimeExceeded', `The job ran for MaxRuntimeInSeconds = ${String(maxRuntimeSeconds)}`);
  });
  run.stop.addEventListener('abort', onStop);
  run.kill.addEventListener('abort', onKill);
  if (run.stop.aborted) onStop();
  try {
    const exits = await Promise.all(
      containers.map(async (container, index) => {
        const exit = await container.wait();
        if (exit.code !== 0 && stopped === undefined && failed === undefined) {
          failed = index;
          stopping.push(stopAll(trainingGraceSeconds));
        }
        return exit;
      }),
    );
    await Promise.all(stopping);
    return { exits, stopped, failed };
  } finally {
    timer.clear();
    run.stop.removeEventListener('abort', onStop);
    run.kill.removeEventListener('abort', onKill);
  }
}

async function trainingOutcome(
  specs: readonly ContainerSpec[],
  { exits, stopped, failed }: Ended,
): Promise<JobOutcome> {
  if (stopped !== undefined) return { status: 'Stopped', secondaryStatus: stopped };
  const exit = failed === undefined ? undefined : exits[failed];
  const spec = failed === undefined ? undefined : specs[failed];
  if (!exit || !spec) return { status: 'Completed', secondaryStatus: 'Completed' };
  const reason = trainingFailureReason(await readFailureFile(spec), exit.code, exit.outOfMemory);
  return { status: 'Failed', secondaryStatus: 'Failed', failureReason: reason };
}

/** A timer that also takes times beyond the 24.8 days of `setTimeout`. */
function longTimeout(milliseconds: number, fire: () => void): { clear(): void } {
  const longest = 2 ** 31 - 1;
  let left = milliseconds;
  let timer: NodeJS.Timeout;
  const arm = () => {
    const part = Math.min(left, longest);
    left -= part;
    timer = setTimeout(left > 0 ? arm : fire, part);
  };
  arm();
  return {
    clear: () => {
      clearTimeout(timer);
    },
  };
}
