import type { ContainerPlan, ModelPlan, ProcessingPlan, TrainingPlan } from '../../../src/definitions/plan';

/** A training plan with what matters for one test. */
export function trainingPlan(own: Partial<TrainingPlan> = {}): TrainingPlan {
  return {
    kind: 'training-job',
    definition: '/p/car.training-job.json',
    name: 'car',
    request: {},
    image: { kind: 'name', name: 'car:1' },
    channels: [],
    environment: {},
    isolated: false,
    maxRuntimeSeconds: 86_400,
    notReproduced: [],
    ...own,
  };
}

/** A plan of a model with what matters for one test. */
export function modelPlan(own: Partial<ModelPlan> = {}): ModelPlan {
  return {
    kind: 'model',
    definition: '/p/car.model.json',
    name: 'car',
    request: {},
    containers: [containerPlan()],
    mode: 'Serial',
    variant: 'AllTraffic',
    startupTimeoutSeconds: 480,
    isolated: false,
    notReproduced: [],
    ...own,
  };
}

/** A container of a model with what matters for one test. */
export function containerPlan(own: Partial<ContainerPlan> = {}): ContainerPlan {
  return { hostname: 'container-1', image: { kind: 'name', name: 'car:1' }, environment: {}, ...own };
}

/** A processing plan with what matters for one test. */
export function processingPlan(own: Partial<ProcessingPlan> = {}): ProcessingPlan {
  return {
    kind: 'processing-job',
    definition: '/p/rows.processing-job.json',
    name: 'rows',
    request: {},
    image: { kind: 'name', name: 'rows:1' },
    inputs: [],
    outputs: [],
    environment: {},
    isolated: false,
    maxRuntimeSeconds: 86_400,
    notReproduced: [],
    ...own,
  };
}
