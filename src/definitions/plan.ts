import type { CreateModelInput, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';

/** A definition whose references are all resolved: nothing in it depends on where the file stands. Plain data, kept with the job. */
export type Plan = TrainingPlan | ModelPlan;

interface Planned {
  /** Absolute path of the definition file. */
  readonly definition: string;
  /** Name that the definition gives, or one made from its file name. */
  readonly name: string;
  readonly image: ImagePlan;
  readonly environment: Readonly<Record<string, string>>;
  readonly isolated: boolean;
  /** What the request asks for and a local run does not do, one sentence each. */
  readonly notReproduced: readonly string[];
}

export interface TrainingPlan extends Planned {
  readonly kind: 'training-job';
  readonly request: Partial<CreateTrainingJobRequest>;
  readonly channels: readonly ChannelPlan[];
  /** Absolute path of the folder that artifacts are copied to; undefined when they stay with the job. */
  readonly output?: string;
  readonly maxRuntimeSeconds: number;
}

export interface ModelPlan extends Planned {
  readonly kind: 'model';
  readonly request: Partial<CreateModelInput>;
  readonly modelData?: ModelDataPlan;
}

export type ImagePlan =
  | { readonly kind: 'build'; readonly context: string; readonly dockerfile: string }
  | { readonly kind: 'name'; readonly name: string };

export interface ChannelPlan {
  readonly name: string;
  /** Absolute path of a file or folder. */
  readonly source: string;
}

export type ModelDataPlan =
  | { readonly kind: 'archive'; readonly path: string }
  /** The newest completed run of this training job definition. */
  | { readonly kind: 'training-job'; readonly definition: string };
