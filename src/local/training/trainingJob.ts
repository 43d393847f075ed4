import type { ContainerSpec } from '../../contract/containerSpec';
import { trainingGraceSeconds } from '../../contract/stopping';
import { trainingFailureReason } from '../../contract/trainingOutcome';
import type { TrainingPlan } from '../../definitions/plan';
import { metricReader } from '../../jobs/metricReader';
import type { JobOutcome } from '../jobs/jobOutcome';
import type { JobWork } from '../containers/runToEnd';
import { keepTrainingArtifacts, readFailureFile } from './trainingArtifacts';
import { layOutTraining } from './trainingLayout';
import type { Ended } from '../containers/untilAllEnded';

/** What a training job does on its way from an image to its artifacts. */
export const trainingWork: JobWork<TrainingPlan> = {
  running: 'Training',
  keeping: 'Packing the artifacts',
  graceSeconds: trainingGraceSeconds,
  layOut: layOutTraining,
  metrics: ({ request }) => {
    const definitions = request.AlgorithmSpecification?.MetricDefinitions;
    return definitions?.length ? metricReader(definitions) : undefined;
  },
  accompany: () => Promise.resolve(),
  keep: keepTrainingArtifacts,
  outcome: trainingOutcome,
};

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
