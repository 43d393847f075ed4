import type { DefinitionKind } from '../definitions/definitionKinds';
import type { JsonPath } from './problem';

/** Rule of the SageMaker contract that limits a field and what is in it. */
const rules: Readonly<Record<string, string>> = {
  TrainingJobName: 'L1',
  ProcessingJobName: 'L1',
  TransformJobName: 'L1',
  EndpointName: 'L1',
  EndpointConfigName: 'L1',
  VariantName: 'L1',
  ContainerHostname: 'L1',
  TargetVariant: 'L1',
  TargetContainerHostname: 'L1',
  ModelName: 'L2',
  HyperParameterTuningJobName: 'L3',
  AlgorithmName: 'L4',
  ModelPackageName: 'L4',
  RoleArn: 'L5',
  ExecutionRoleArn: 'L5',
  TrainingImage: 'L6',
  Image: 'L6',
  ImageUri: 'L6',
  HyperParameters: 'L8',
  StaticHyperParameters: 'L8',
  InputDataConfig: 'L9',
  ChannelName: 'L9',
  S3Uri: 'L10',
  S3OutputPath: 'L10',
  ModelDataUrl: 'L10',
  ContentType: 'L11',
  Accept: 'L11',
  MetricDefinitions: 'L12',
  Tags: 'L15',
  KmsKeyId: 'L16',
  VolumeKmsKeyId: 'L16',
  VpcConfig: 'L17',
  FileSystemId: 'L18',
  DirectoryPath: 'L18',
  InstanceGroups: 'L19',
  MaxRuntimeInSeconds: 'L20',
  MaxPendingTimeInSeconds: 'L20',
  RetryStrategy: 'L20',
  InstanceType: 'L23',
  ProcessingInputs: 'L21',
  ProcessingOutputConfig: 'L21',
  ProductionVariants: 'L22',
  ContainerEntrypoint: 'T5',
  ContainerArguments: 'T5',
  CustomAttributes: 'I9',
  S3DataType: 'L26',
  KeepAlivePeriodInSeconds: 'T67',
  ServerlessConfig: 'I31',
  AsyncInferenceConfig: 'I33',
};

/** The same for fields that a processing job has limits of its own for. */
const processingRules: Readonly<Record<string, string>> = {
  InstanceCount: 'L21',
  VolumeSizeInGB: 'L21',
  MaxRuntimeInSeconds: 'L21',
  LocalPath: 'P3',
  S3DataType: 'P4',
  S3InputMode: 'P4',
  S3UploadMode: 'P5',
  ContainerEntrypoint: 'P1',
  ContainerArguments: 'P1',
};

/** The same for a transform job. */
const transformRules: Readonly<Record<string, string>> = {
  MaxConcurrentTransforms: 'B6',
  MaxPayloadInMB: 'B6',
  BatchStrategy: 'B5',
  SplitType: 'B5',
  AssembleWith: 'B8',
  ModelClientConfig: 'B10',
  InstanceCount: 'B11',
  DataProcessing: 'B12',
  S3DataType: 'B14',
};

/** The same for a tuning job. */
const tuningRules: Readonly<Record<string, string>> = {
  Strategy: 'H1',
  ParameterRanges: 'H2',
  HyperParameterRanges: 'H2',
  ScalingType: 'H3',
  HyperParameterTuningJobObjective: 'H5',
  ResourceLimits: 'H6',
  WarmStartConfig: 'H6',
};

/** The same for algorithms and model packages. */
const packageRules: Readonly<Record<string, string>> = {
  TrainingSpecification: 'A1',
  SupportedHyperParameters: 'A2',
  SupportedContentTypes: 'A3',
  SupportedInputModes: 'A3',
  SupportedTuningJobObjectiveMetrics: 'A3',
  InferenceSpecification: 'A4',
  SupportedResponseMIMETypes: 'A4',
  ValidationSpecification: 'A5',
};

/** The same for a model. */
const modelRules: Readonly<Record<string, string>> = { S3DataType: 'I17' };

/** Rules that count for one kind of request only. */
const ownRules: Readonly<Partial<Record<DefinitionKind, Readonly<Record<string, string>>>>> = {
  'tuning-job': tuningRules,
  algorithm: packageRules,
  'model-package': packageRules,
  model: modelRules,
  'processing-job': processingRules,
  'transform-job': transformRules,
};

/** The rule that limits the field at a path; undefined where the contract has no name for it. */
export function fieldRule(kind: DefinitionKind, path: JsonPath): string | undefined {
  // How many, and nothing of what is in them.
  if (kind === 'model' && path.at(-1) === 'Containers') return 'I20';
  const fields = path.filter((step) => typeof step === 'string');
  for (const field of fields.reverse()) {
    const rule = ownRule(kind, field);
    if (rule !== undefined) return rule;
  }
  return undefined;
}

/** The rule of a field itself, whatever it is a part of. */
export function ownRule(kind: DefinitionKind, field: string | number | undefined): string | undefined {
  if (typeof field !== 'string') return undefined;
  if (field === 'Environment') return kind === 'training-job' ? 'L13' : 'L14';
  const own = ownRules[kind] ?? {};
  return Object.hasOwn(own, field) ? own[field] : Object.hasOwn(rules, field) ? rules[field] : undefined;
}

/** The rule that demands a field. @param path of what it is missing in */
export function requiredRule(kind: DefinitionKind, path: JsonPath, field: string): string | undefined {
  const found = [ownRule(kind, field), ownRule(kind, path.at(-1))];
  return found.find((rule) => rule !== undefined && demanding.has(rule));
}

const demanding: ReadonlySet<string> = new Set(['L17', 'A1', 'A4', 'A5']);

const name = { form: 'letters, digits and hyphens, with a letter or digit at both ends' };
const noNewline = { form: 'one line', action: 'Remove the line break.' };

/** In words, what the expression of a rule allows, and what to do. */
const forms: Readonly<Record<string, { readonly form: string; readonly action?: string }>> = {
  L1: name,
  L2: name,
  L3: name,
  L4: { form: 'a name or an ARN of SageMaker' },
  L5: { form: 'the ARN of a role', action: 'Write it like arn:aws:iam::123456789012:role/Name.' },
  L6: {
    form: 'an image name without spaces',
    action: 'Write registry/name:tag, or file://folder for a folder with a Dockerfile.',
  },
  L8: noNewline,
  L9: { form: 'letters, digits, dots, hyphens and underscores' },
  L10: { form: 'an s3:// URI', action: 'Write s3://bucket/prefix, or file://path for something on this machine.' },
  L12: noNewline,
  L13: { form: 'letters, digits and underscores, not beginning with a digit' },
  L14: { form: 'letters, digits and underscores, not beginning with a digit' },
  L15: { form: 'letters, digits, spaces and _ . : / = + - @' },
  L23: { form: 'an instance type', action: 'Write it like ml.m5.large.' },
  T5: noNewline,
  P1: noNewline,
};

/** What a value under a rule must look like, in words. */
export function ruleForm(rule: string | undefined): { readonly form: string; readonly action?: string } | undefined {
  return rule === undefined ? undefined : forms[rule];
}
