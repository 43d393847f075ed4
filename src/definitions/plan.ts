import type {
  AssemblyType,
  AsyncInferenceConfig,
  CreateModelInput,
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  CreateTransformJobRequest,
  JoinSource,
  SplitType,
} from '@aws-sdk/client-sagemaker';
import type { TransformClient } from '../contract/transform';
import type { TransformParameters } from '../contract/transformParameters';

/** A definition whose references are all resolved: nothing in it depends on where the file stands. Plain data, kept with the job. */
export type Plan = BatchPlan | TransformPlan | ModelPlan;

/** A job that runs to an end by itself, on one or several instances. */
export type BatchPlan = TrainingPlan | ProcessingPlan;

interface Planned {
  /** Absolute path of the definition file. */
  readonly definition: string;
  /** Name that the definition gives, or one made from its file name. */
  readonly name: string;
  readonly isolated: boolean;
  /** What the request asks for and a local run does not do, one sentence each. */
  readonly notReproduced: readonly string[];
}

/** A job of one image, whose containers are all alike. */
interface OneImage extends Planned {
  readonly image: ImagePlan;
  readonly environment: Readonly<Record<string, string>>;
}

export interface TrainingPlan extends OneImage {
  readonly kind: 'training-job';
  readonly request: Partial<CreateTrainingJobRequest>;
  readonly channels: readonly ChannelPlan[];
  /** Absolute path of the archive with the code that a toolkit would fetch from S3; undefined where none does (T45). */
  readonly code?: string;
  /** Absolute path of the folder that artifacts are copied to; undefined when they stay with the job. */
  readonly output?: string;
  readonly maxRuntimeSeconds: number;
}

export interface ProcessingPlan extends OneImage {
  readonly kind: 'processing-job';
  readonly request: Partial<CreateProcessingJobRequest>;
  /** What is laid out for the container; inputs that the program manages itself are not among them. */
  readonly inputs: readonly ProcessingInputPlan[];
  /** What is taken from the container; outputs that the program manages itself are not among them. */
  readonly outputs: readonly ProcessingOutputPlan[];
  readonly maxRuntimeSeconds: number;
}

export interface ProcessingInputPlan {
  readonly name: string;
  /** Absolute path of a file or folder. */
  readonly source: string;
  /** Absolute path of its folder in the container, without a slash at the end. */
  readonly target: string;
}

export interface ProcessingOutputPlan {
  readonly name: string;
  /** Absolute path of its folder in the container, without a slash at the end. */
  readonly target: string;
  /** Absolute path of the folder that it is copied to; undefined when it stays with the job. */
  readonly folder?: string;
  /** Copied while the job runs, not only at its end. */
  readonly continuous: boolean;
}

/** A model that is served for the time of one job, which sends it files. */
export interface TransformPlan extends Planned {
  readonly kind: 'transform-job';
  readonly request: Partial<CreateTransformJobRequest>;
  readonly model: ModelPlan;
  /** Variables of its containers beside those of the model (B2). */
  readonly environment: Readonly<Record<string, string>>;
  readonly input: TransformInputPlan;
  /** Absolute path of the folder that outputs go to; undefined when they stay with the job. */
  readonly output?: string;
  readonly splitType: SplitType;
  readonly assembleWith: AssemblyType;
  readonly contentType?: string;
  readonly accept?: string;
  /** What the request sets; the container and the defaults say the rest (B4). */
  readonly parameters: Partial<TransformParameters>;
  readonly client: TransformClient;
  /** How records and answers are filtered and joined (B12); undefined when they are not. */
  readonly processing?: TransformProcessingPlan;
}

export interface TransformInputPlan {
  readonly kind: 'prefix' | 'manifest';
  /** Absolute path of a file or folder, or of a manifest. */
  readonly path: string;
  /** Whether every file is inflated first. */
  readonly gzip: boolean;
  /** Absolute path of the folder that relative references in a manifest may not leave. */
  readonly boundary: string;
}

export interface TransformProcessingPlan {
  readonly format: 'csv' | 'json' | 'jsonlines';
  readonly inputFilter: string;
  readonly joinSource: JoinSource;
  readonly outputFilter: string;
}

export interface ModelPlan extends Planned {
  readonly kind: 'model';
  readonly request: Partial<CreateModelInput>;
  /** At least one. */
  readonly containers: readonly ContainerPlan[];
  /** How a request passes the containers: through all of them in turn, or to the one that it names (I20). */
  readonly mode: 'Serial' | 'Direct';
  /** VariantName of the endpoint configuration; `AllTraffic` for a model alone. */
  readonly variant: string;
  /** EndpointConfigName; undefined for a model alone. */
  readonly endpointConfig?: string;
  /** Where the answers of invocations go whose callers don't wait (I33); undefined for an endpoint that answers its callers. */
  readonly asynchronous?: AsyncInferenceConfig;
  /** How long a container may take to its first good health check (I4). */
  readonly startupTimeoutSeconds: number;
}

/** One container of a model. */
export interface ContainerPlan {
  /** Unique in the model; `container-1` and so on where the request gives no ContainerHostname (I20). */
  readonly hostname: string;
  readonly image: ImagePlan;
  /** Undefined for an image that brings its own model. */
  readonly modelData?: ModelDataPlan;
  /** Where its models come from when it is a multi-model container, which has no `modelData` then. */
  readonly models?: ModelsPlan;
  /** Absolute path of the archive with the code that a toolkit would fetch from S3; undefined where none does. */
  readonly code?: string;
  readonly environment: Readonly<Record<string, string>>;
}

export type ImagePlan =
  | { readonly kind: 'build'; readonly context: string; readonly dockerfile: string }
  | { readonly kind: 'name'; readonly name: string };

export interface ChannelPlan {
  readonly name: string;
  /** Absolute path of a file or folder. */
  readonly source: string;
}

/** Many models, each loaded when it is first asked for (I30). */
export interface ModelsPlan {
  /** Absolute path of the folder with their archives. */
  readonly path: string;
  /** Whether a model stays loaded after a call. */
  readonly keeps: boolean;
}

export type ModelDataPlan =
  | { readonly kind: 'archive'; readonly path: string }
  /** The newest completed run of this training job definition. */
  | { readonly kind: 'training-job'; readonly definition: string };
