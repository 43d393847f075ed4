import type {
  CreateHyperParameterTuningJobRequest,
  CreateTrainingJobRequest,
  HyperParameterTrainingJobDefinition,
  ResourceConfig,
} from '@aws-sdk/client-sagemaker';
import { tunedHyperparameters } from '../../contract/tunedHyperparameters';
import { trainingDefinitions } from '../../validation/hyperparameters/hyperparameterSites';

type TuningRequest = Partial<CreateHyperParameterTuningJobRequest>;

/** One training job for each definition of a tuning job, as the tuning job would start it (H4, T5). */
export function tunedTrainings(request: TuningRequest): readonly Partial<CreateTrainingJobRequest>[] {
  return trainingDefinitions(request).map(([, definition]) => trainingOf(definition, request));
}

function trainingOf(
  definition: HyperParameterTrainingJobDefinition,
  { HyperParameterTuningJobConfig: config }: TuningRequest,
): Partial<CreateTrainingJobRequest> {
  const {
    DefinitionName: _name,
    TuningObjective: own,
    HyperParameterRanges: ranges = config?.ParameterRanges,
    StaticHyperParameters: fixed = {},
    HyperParameterTuningResourceConfig: resources,
    AlgorithmSpecification: algorithm,
    ...rest
  } = definition;
  const objective = (own ?? config?.HyperParameterTuningJobObjective)?.MetricName;
  const HyperParameters = tunedHyperparameters({
    ...{ fixed, ranges: ranges ?? {} },
    ...(objective !== undefined && { objective }),
  });
  return { ResourceConfig: firstInstances(resources), ...rest, HyperParameters, AlgorithmSpecification: algorithm };
}

/** The first of the kinds of instances that a tuning job chooses from. */
function firstInstances(
  resources: HyperParameterTrainingJobDefinition['HyperParameterTuningResourceConfig'],
): ResourceConfig | undefined {
  if (!resources) return undefined;
  const { InstanceConfigs: [{ InstanceType, InstanceCount, VolumeSizeInGB } = resources] = [] } = resources;
  return { InstanceType, InstanceCount, VolumeSizeInGB: VolumeSizeInGB ?? resources.VolumeSizeInGB };
}
