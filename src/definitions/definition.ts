import type {
  CreateAlgorithmInput,
  CreateEndpointConfigInput,
  CreateEndpointInput,
  CreateHyperParameterTuningJobRequest,
  CreateModelInput,
  CreateModelPackageInput,
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  CreateTransformJobRequest,
} from '@aws-sdk/client-sagemaker';
import type { InvokeEndpointInput } from '@aws-sdk/client-sagemaker-runtime';
import type { Node } from 'jsonc-parser';
import type { DefinitionKind } from './definitionKinds';

/** A definition file that is JSON. Its `request` has the shape that its type says once `validateDefinition` finds no error in it. */
export type Definition =
  | TrainingJobDefinition
  | ProcessingJobDefinition
  | TransformJobDefinition
  | TuningJobDefinition
  | ModelDefinition
  | EndpointConfigDefinition
  | EndpointDefinition
  | AlgorithmDefinition
  | ModelPackageDefinition
  | InvocationDefinition
  | OtherDefinition;

interface DefinitionFile<Kind extends DefinitionKind, Request> {
  readonly kind: Kind;
  /** Absolute path of the file. */
  readonly path: string;
  /** The file's content as it was read or as it stands in the editor. */
  readonly text: string;
  /** The text's syntax tree, where it was made already. */
  readonly tree?: Node;
  readonly request: Readonly<Request>;
}

/** `*.training-job.json`: what a local run has no use for (`RoleArn`, `TrainingJobName`, `ResourceConfig`, …) may be absent. */
export type TrainingJobDefinition = DefinitionFile<'training-job', Partial<CreateTrainingJobRequest>>;

/** `*.processing-job.json`: `RoleArn`, `ProcessingJobName` and `ProcessingResources` may be absent. */
export type ProcessingJobDefinition = DefinitionFile<'processing-job', Partial<CreateProcessingJobRequest>>;

/** `*.transform-job.json`: `TransformJobName`, `TransformOutput` and `TransformResources` may be absent; `ModelName` may be a `file://` reference. */
export type TransformJobDefinition = DefinitionFile<'transform-job', Partial<CreateTransformJobRequest>>;

/** `*.model.json`: `ModelName` and `ExecutionRoleArn` may be absent. */
export type ModelDefinition = DefinitionFile<'model', Partial<CreateModelInput>>;

/** `*.invocation.json`: a call of an endpoint and what must come back. */
export type InvocationDefinition = DefinitionFile<'invocation', InvocationRequest>;

/** `*.tuning-job.json`: names and `RoleArn` may be absent. */
export type TuningJobDefinition = DefinitionFile<'tuning-job', Partial<CreateHyperParameterTuningJobRequest>>;

/** `*.endpoint-config.json`: `EndpointConfigName` may be absent. */
export type EndpointConfigDefinition = DefinitionFile<'endpoint-config', Partial<CreateEndpointConfigInput>>;

/** `*.endpoint.json`: `EndpointName` may be absent. */
export type EndpointDefinition = DefinitionFile<'endpoint', Partial<CreateEndpointInput>>;

/** `*.algorithm.json`: `AlgorithmName` may be absent. */
export type AlgorithmDefinition = DefinitionFile<'algorithm', Partial<CreateAlgorithmInput>>;

/** `*.model-package.json` */
export type ModelPackageDefinition = DefinitionFile<'model-package', Partial<CreateModelPackageInput>>;

/** The other kinds: requests without rules of their own, and what a container reads. */
export type OtherDefinition = DefinitionFile<'hyperparameters' | 'sparkml-schema', Record<string, unknown>>;

/** InvokeEndpoint as a file: `Body` is text or a `file://` reference, `EndpointName` a name or a `file://` reference to a model, an endpoint or its configuration. */
export interface InvocationRequest extends Partial<Omit<InvokeEndpointInput, 'Body'>> {
  readonly Body?: string;
  readonly Expect?: Expectation;
}

/** What an answer is compared with; an absent field is not compared, an absent status means 200. */
export interface Expectation {
  /** HTTP status that the caller sees. */
  readonly StatusCode?: number;
  /** The container's own status behind a 424 ModelError. */
  readonly OriginalStatusCode?: number;
  /** The whole body, or a `file://` reference to it. JSON is compared as values, other text without its last newline. */
  readonly Body?: string;
  /** A regular expression that must match somewhere in the body. */
  readonly BodyMatches?: string;
  readonly ContentType?: string;
  /** Longest time of the call. */
  readonly LatencyInMilliseconds?: number;
}
