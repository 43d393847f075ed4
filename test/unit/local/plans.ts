import type { ModelPlan, TrainingPlan } from '../../../src/definitions/plan';

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
    image: { kind: 'name', name: 'car:1' },
    environment: {},
    isolated: false,
    notReproduced: [],
    ...own,
  };
}
