import type { ContainerSpec } from '../../contract/containerSpec';
import type { Plan } from '../../definitions/plan';
import type { Container } from '../../engines/engine';
import type { JobKind } from '../../jobs/jobState';
import { resumeEndpoint, runEndpoint } from '../hosting/endpoint';
import type { Archives } from '../hosting/modelLayout';
import type { JobRun } from './jobRun';
import { processingWork } from '../processing/processingJob';
import { resumeToEnd, runToEnd } from './runToEnd';
import { trainingWork } from '../training/trainingJob';
import { resumeTransform, runTransform } from '../transform/transformJob';

/** What a model needs beside its plan. */
export interface ServingOptions {
  readonly archives: Archives;
  /** Port on loopback for callers; 0 for any free one. */
  readonly port: number;
}

/** What a running plan is called. */
export function jobKindOf(plan: Plan): JobKind {
  return plan.kind === 'model' ? 'endpoint' : plan.kind;
}

/** Do what a plan says, to its end. */
export function runPlan(run: JobRun<Plan>, serving: ServingOptions): Promise<void> {
  const { plan } = run;
  switch (plan.kind) {
    case 'training-job':
      return runToEnd({ ...run, plan }, trainingWork);
    case 'processing-job':
      return runToEnd({ ...run, plan }, processingWork);
    case 'transform-job':
      return runTransform({ ...run, plan }, serving.archives);
    case 'model':
      return runEndpoint({ run: { ...run, plan }, ...serving });
    default:
      return plan satisfies never;
  }
}

/** Go on with what another process started, to its end. */
export function resumePlan(
  run: JobRun<Plan>,
  specs: readonly ContainerSpec[],
  containers: readonly Container[],
  port: number,
): Promise<void> {
  const { plan } = run;
  switch (plan.kind) {
    case 'training-job':
      return resumeToEnd({ ...run, plan }, trainingWork, specs, containers);
    case 'processing-job':
      return resumeToEnd({ ...run, plan }, processingWork, specs, containers);
    case 'transform-job':
      return resumeTransform({ ...run, plan }, specs, containers);
    case 'model':
      return resumeEndpoint({ run: { ...run, plan }, archives: [], port }, specs, containers);
    default:
      return plan satisfies never;
  }
}
