import { explainExitCode } from '../../contract/exitCode';
import type { ModelPlan } from '../../definitions/plan';
import type { JobOutcome } from '../jobs/jobOutcome';
import type { ModelEnd } from './modelContainers';

/** How an endpoint ends that was asked to stop. */
export const outOfService: JobOutcome = { status: 'OutOfService' };

type EndpointFacts = Pick<ModelPlan, 'variant' | 'containers' | 'startupTimeoutSeconds'>;

/** How an endpoint ends when its containers are not in service any more, or never were; names those of a pipeline (I5). */
export function endpointOutcome(end: ModelEnd, plan: EndpointFacts): JobOutcome {
  const { variant, containers, startupTimeoutSeconds } = plan;
  const isPipeline = containers.length > 1;
  switch (end.kind) {
    case 'stopped':
      return outOfService;
    case 'exited': {
      const { code, outOfMemory } = end.exit;
      const meaning = explainExitCode(code, outOfMemory);
      const who = isPipeline ? `Container ${end.hostname}` : 'The container';
      const why = `${who} of variant ${variant} ended with exit code ${String(code)}${meaning === undefined ? '' : ` (${meaning})`}.`;
      return { status: 'Failed', failureReason: `${why} Its log has the details.` };
    }
    case 'unhealthy': {
      const who = isPipeline ? end.failed.map(({ hostname }) => hostname).join(', ') : 'primary';
      const what = `The ${who} container${end.failed.length > 1 ? 's' : ''} for production variant ${variant}`;
      const last = end.failed.map((one) => (isPipeline ? `${one.last} (${one.hostname})` : one.last)).join(', ');
      const why = `the last GET /ping within ${String(startupTimeoutSeconds)} s gave ${last}`;
      return { status: 'Failed', failureReason: `${what} did not pass the ping health check: ${why}.` };
    }
    default:
      return end satisfies never;
  }
}
