import type {
  HyperParameterTrainingJobDefinition,
  ParameterRanges,
  CreateHyperParameterTuningJobRequest,
} from '@aws-sdk/client-sagemaker';
import type { Definition } from '../../definitions/definition';
import type { JsonPath } from '../problem';
import type { GivenHyperparameters } from './hyperparameterSpec';

/** A place in a request where hyperparameters of one program are given. */
export interface HyperparameterSite {
  /** Of the object that holds those that are written down; of the object around it where there is none. */
  readonly path: JsonPath;
  /** By name; without a value where tuning chooses it. */
  readonly given: GivenHyperparameters;
  /** TrainingImage and AlgorithmName of the job. */
  readonly image?: string;
  readonly algorithm?: string;
  /** Environment of the job; it may name the script. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the job replaces the image's own program. */
  readonly replacesProgram: boolean;
  /** Ranges of the job's tuning, and where they stand. */
  readonly ranges?: { readonly path: JsonPath; readonly value: ParameterRanges };
}

/** The hyperparameters of a definition. Takes a request whose values are of the right types. */
export function hyperparameterSites(definition: Definition): readonly HyperparameterSite[] {
  switch (definition.kind) {
    case 'training-job': {
      const {
        AlgorithmSpecification: algorithm,
        HyperParameters: values,
        Environment: environment = {},
      } = definition.request;
      return [
        {
          path: values ? ['HyperParameters'] : [],
          given: new Map(Object.entries(values ?? {})),
          ...named(algorithm?.TrainingImage, algorithm?.AlgorithmName),
          environment,
          replacesProgram: algorithm?.ContainerEntrypoint !== undefined || algorithm?.ContainerArguments !== undefined,
        },
      ];
    }
    case 'tuning-job':
      return tuningSites(definition.request);
    case 'hyperparameters': {
      const values = Object.entries(definition.request).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
      return [{ path: [], given: new Map(values), environment: {}, replacesProgram: false }];
    }
    default:
      return [];
  }
}

/** Each training job that a tuning job may start, with where it stands. */
export function trainingDefinitions(
  request: Partial<CreateHyperParameterTuningJobRequest>,
): readonly (readonly [path: JsonPath, job: HyperParameterTrainingJobDefinition])[] {
  const { TrainingJobDefinition: one } = request;
  const several = listOf(request.TrainingJobDefinitions);
  return [
    ...(one ? [[['TrainingJobDefinition'], one] as const] : []),
    ...several.map((job, index) => [['TrainingJobDefinitions', index], job] as const),
  ];
}

function tuningSites(request: Partial<CreateHyperParameterTuningJobRequest>): readonly HyperparameterSite[] {
  const shared = request.HyperParameterTuningJobConfig?.ParameterRanges;
  return trainingDefinitions(request).map(([path, job]) => {
    const { HyperParameterRanges: own, StaticHyperParameters: fixed, AlgorithmSpecification: algorithm } = job;
    const ranges = own
      ? { path: [...path, 'HyperParameterRanges'], value: own }
      : shared && { path: ['HyperParameterTuningJobConfig', 'ParameterRanges'], value: shared };
    const tuned = ranges ? rangeNames(ranges.value) : [];
    return {
      path: fixed ? [...path, 'StaticHyperParameters'] : path,
      given: new Map<string, string | undefined>([
        ...tuned.map((name) => [name, undefined] as const),
        ...Object.entries(fixed ?? {}),
      ]),
      ...named(algorithm?.TrainingImage, algorithm?.AlgorithmName),
      environment: job.Environment ?? {},
      replacesProgram: false,
      ...(ranges && { ranges }),
    };
  });
}

function rangeNames(ranges: ParameterRanges): readonly string[] {
  const lists = [
    ranges.IntegerParameterRanges,
    ranges.ContinuousParameterRanges,
    ranges.CategoricalParameterRanges,
    ranges.AutoParameters,
  ];
  return lists.flatMap((list: readonly { Name?: string | undefined }[] | undefined) =>
    listOf(list).flatMap(({ Name: name }) => name ?? []),
  );
}

/** A request that is still being written may have something else there. */
function listOf<Item>(value: readonly Item[] | undefined): readonly Item[] {
  const items: unknown = value;
  return Array.isArray(items) ? items.filter((item): item is Item => typeof item === 'object' && item !== null) : [];
}

function named(image: string | undefined, algorithm: string | undefined) {
  return { ...(image !== undefined && { image }), ...(algorithm !== undefined && { algorithm }) };
}
