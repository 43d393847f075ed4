import type { ContainerSpec } from '../../contract/containerSpec';
import type { TrainingPlan } from '../../definitions/plan';

/** A training that works. */
export interface FaultSubject {
  readonly plan: TrainingPlan;
  /** How long it takes, in seconds. */
  readonly seconds: number;
  /** Of its image. */
  readonly architecture: string;
}

/** A container with a fault in it. */
export interface Faulty {
  readonly apply: (spec: ContainerSpec) => ContainerSpec;
  /** Seconds after which the fault begins; at the start when absent. */
  readonly after?: number;
  /** Seconds after which it is asked to end; the patience of the check when absent. */
  readonly stopAfter?: number;
}

/** Lay out the training once more, for a run of that name. */
export type Layout = (name: string) => Promise<ContainerSpec>;
