import type { ContainerSpec } from '../../contract/containerSpec';
import { notUtf8Reason, processingFailureReason } from '../../contract/processingOutcome';
import { processingGraceSeconds } from '../../contract/stopping';
import type { ProcessingPlan } from '../../definitions/plan';
import type { JobOutcome } from '../jobs/jobOutcome';
import { layOutProcessing } from './processingLayout';
import { keepProcessingOutputs, mirrorContinuousOutputs, readExitMessage } from './processingOutputs';
import type { JobWork } from '../containers/runToEnd';
import type { Ended } from '../containers/untilAllEnded';

/** What a processing job does on its way from an image to its outputs. */
export const processingWork: JobWork<ProcessingPlan> = {
  running: 'Processing',
  keeping: 'Copying the outputs',
  graceSeconds: processingGraceSeconds,
  layOut: layOutProcessing,
  metrics: () => undefined,
  accompany: mirrorContinuousOutputs,
  keep: keepProcessingOutputs,
  outcome: processingOutcome,
};

/** P2, P8. */
async function processingOutcome(
  specs: readonly ContainerSpec[],
  { exits, stopped, failed }: Ended,
): Promise<JobOutcome> {
  const message = await readExitMessage(specs);
  const said = 'text' in message && message.text !== undefined ? { exitMessage: message.text } : {};
  const exit = failed === undefined ? undefined : exits[failed];
  if (stopped !== undefined) return { status: 'Stopped', secondaryStatus: stopped, ...said };
  if (exit) return failure(processingFailureReason(exit.code, exit.outOfMemory), said);
  if ('notUtf8' in message) return failure(notUtf8Reason, said);
  return { status: 'Completed', secondaryStatus: 'Completed', ...said };
}

function failure(failureReason: string, said: Pick<JobOutcome, 'exitMessage'>): JobOutcome {
  return { status: 'Failed', secondaryStatus: 'Failed', failureReason, ...said };
}
