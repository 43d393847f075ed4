/** A kind of definition file. All but the last two are one request of the SageMaker API each. */
export type DefinitionKind =
  | 'training-job'
  | 'processing-job'
  | 'transform-job'
  | 'tuning-job'
  | 'model'
  | 'endpoint-config'
  | 'endpoint'
  | 'invocation'
  | 'algorithm'
  | 'model-package'
  | 'hyperparameters'
  | 'sparkml-schema';

/** What is known of a kind before a file is read. */
export interface DefinitionKindFacts {
  readonly kind: DefinitionKind;
  /** End of the file name, or the whole name where `wholeName` is set. */
  readonly suffix: string;
  readonly wholeName?: true;
  /** The API operation whose request the file is; absent for fixtures of a container. */
  readonly operation?: string;
  /** Whether a local run of it exists. */
  readonly runsLocally: boolean;
}

/** Every kind of file that this project knows, with the API operation it stands for. */
export const definitionKinds: readonly DefinitionKindFacts[] = [
  { kind: 'training-job', suffix: '.training-job.json', operation: 'CreateTrainingJob', runsLocally: true },
  { kind: 'processing-job', suffix: '.processing-job.json', operation: 'CreateProcessingJob', runsLocally: true },
  { kind: 'transform-job', suffix: '.transform-job.json', operation: 'CreateTransformJob', runsLocally: true },
  { kind: 'tuning-job', suffix: '.tuning-job.json', operation: 'CreateHyperParameterTuningJob', runsLocally: false },
  { kind: 'model', suffix: '.model.json', operation: 'CreateModel', runsLocally: true },
  { kind: 'endpoint-config', suffix: '.endpoint-config.json', operation: 'CreateEndpointConfig', runsLocally: true },
  { kind: 'endpoint', suffix: '.endpoint.json', operation: 'CreateEndpoint', runsLocally: true },
  { kind: 'invocation', suffix: '.invocation.json', operation: 'InvokeEndpoint', runsLocally: true },
  { kind: 'algorithm', suffix: '.algorithm.json', operation: 'CreateAlgorithm', runsLocally: false },
  { kind: 'model-package', suffix: '.model-package.json', operation: 'CreateModelPackage', runsLocally: false },
  { kind: 'hyperparameters', suffix: 'hyperparameters.json', wholeName: true, runsLocally: false },
  { kind: 'sparkml-schema', suffix: '.sparkml-schema.json', runsLocally: false },
];

const withoutContainer: ReadonlySet<DefinitionKind> = new Set(['invocation', 'hyperparameters', 'sparkml-schema']);

/** Whether definitions of a kind name a container, which can be checked. */
export function namesContainer({ kind }: DefinitionKindFacts): boolean {
  return !withoutContainer.has(kind);
}

/** The kind of the file at a path, or at the path of a `file:` URI; undefined for any other file. Upper and lower case differ, as in the API. */
export function definitionKindOf(path: string): DefinitionKindFacts | undefined {
  const name = fileName(path);
  return definitionKinds.find(({ suffix, wholeName }) => name === suffix || (!wholeName && name.endsWith(suffix)));
}

/** A definition's name without folder and suffix: `car` for `jobs/car.training-job.json`; `file` where nothing is left. */
export function definitionStem(path: string): string {
  const name = fileName(path);
  const suffix = definitionKindOf(path)?.suffix ?? '';
  return name.slice(0, name.length - suffix.length) || 'file';
}

function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
