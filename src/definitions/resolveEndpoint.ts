import type { ProductionVariant } from '@aws-sdk/client-sagemaker';
import { startupTimeoutSeconds, variantName } from '../contract/hosting';
import { jobNameFrom } from '../contract/jobName';
import type { EndpointConfigDefinition, EndpointDefinition } from './definition';
import { definitionStem } from './definitionKinds';
import type { ModelPlan } from './plan';
import { resolveResource, unsupported, withoutEffect, type ResolveBase } from './resolveReferences';

/** Fields of a variant that are harmless to leave out on one machine, and why. */
const variantFieldsWithoutEffect = {
  InstancePools: "this machine's CPU, memory and disk",
  VariantInstanceProvisionTimeoutInSeconds: 'no instances',
  AcceleratorType: 'no accelerator',
  AcceleratorPartitionLayouts: 'no accelerator',
  CoreDumpConfig: 'no core dumps are kept',
  VolumeSizeInGB: "this machine's disk",
  ModelDataDownloadTimeoutInSeconds: 'nothing is downloaded',
  EnableSSMAccess: 'no SSM shell',
  ManagedInstanceScaling: 'no scaling',
  RoutingConfig: 'one instance',
  InferenceAmiVersion: "this machine's system",
  CapacityReservationConfig: 'no instances',
} as const;
const configFieldsWithoutEffect = {
  DataCaptureConfig: 'nothing is captured',
  KmsKeyId: 'no encryption of disks',
  VpcConfig: 'no VPC',
  MetricsConfig: 'no metrics are published',
  CrossRegionTrafficConfig: 'one region',
} as const;
const asyncFieldsWithoutEffect = {
  NotificationConfig: 'nobody is notified',
  KmsKeyId: 'no encryption of objects',
} as const;

/**
 * Absolute path of the definition that an endpoint takes its configuration from, or a configuration the model of its one variant.
 * @throws AppError `local.unsupported` for what is not a file here, and for more than one variant; `reference.*`
 */
export function definitionBehind(
  definition: EndpointDefinition | EndpointConfigDefinition,
  place: ResolveBase,
): string {
  const { path } = definition;
  const base = { ...place, definitionPath: path };
  if (definition.kind === 'endpoint') {
    const name = definition.request.EndpointConfigName ?? '';
    const config = resolveResource('endpoint-config', name, base);
    if (config !== undefined) return config;
    const action = 'Name its definition, as file://car.endpoint-config.json.';
    throw unsupported(path, `EndpointConfigName ${name} (a configuration by its name)`, action);
  }
  if (definition.request.AsyncInferenceConfig) mustBeReachable(definition, place);
  const name = onlyVariant(definition).ModelName ?? '';
  const model = resolveResource('model', name, base);
  if (model !== undefined) return model;
  throw unsupported(path, `ModelName ${name} (a model by its name)`, 'Name its definition, as file://car.model.json.');
}

/** The plan of an endpoint configuration alone: its model, served as its one variant. @throws AppError `local.unsupported` */
export function resolveEndpointConfig(definition: EndpointConfigDefinition, model: ModelPlan): ModelPlan {
  const { request, path } = definition;
  const variant = onlyVariant(definition);
  const { InstanceType: type, InitialInstanceCount: count = 1 } = variant;
  const name = request.EndpointConfigName ?? jobNameFrom(definitionStem(path));
  return {
    ...model,
    definition: path,
    name,
    isolated: model.isolated || (request.EnableNetworkIsolation ?? false),
    variant: variant.VariantName ?? variantName,
    endpointConfig: name,
    ...(request.AsyncInferenceConfig && { asynchronous: request.AsyncInferenceConfig }),
    startupTimeoutSeconds: variant.ContainerStartupHealthCheckTimeoutInSeconds ?? startupTimeoutSeconds,
    notReproduced: [
      ...model.notReproduced,
      ...(type === undefined ? [] : [`${type} (this machine's CPU, memory and disk)`]),
      ...(count > 1 ? [`InitialInstanceCount ${String(count)} (one instance)`] : []),
      ...withoutEffect(variant, variantFieldsWithoutEffect),
      ...withoutEffect(request, configFieldsWithoutEffect),
      ...withoutEffect(request.AsyncInferenceConfig?.OutputConfig ?? {}, asyncFieldsWithoutEffect),
    ],
  };
}

/** The plan of an endpoint with that of its configuration. */
export function resolveEndpoint({ request, path }: EndpointDefinition, config: ModelPlan): ModelPlan {
  return {
    ...config,
    definition: path,
    name: request.EndpointName ?? jobNameFrom(definitionStem(path)),
    notReproduced: [...config.notReproduced, ...withoutEffect(request, { DeploymentConfig: 'nothing is updated' })],
  };
}

/** Invocations that don't wait need somebody who keeps them, and S3 on both ends: the local AWS endpoint. */
function mustBeReachable({ request, path }: EndpointConfigDefinition, { account }: ResolveBase): void {
  if (account === undefined) {
    const action =
      'Remove it: then the endpoint answers at once. AWS clients of `sagemaker-containers server` may use it.';
    throw unsupported(path, 'AsyncInferenceConfig', action);
  }
  if (request.AsyncInferenceConfig?.OutputConfig?.S3OutputPath === undefined) {
    throw unsupported(path, 'AsyncInferenceConfig without S3OutputPath', 'Name a folder as s3://BUCKET/FOLDER.');
  }
}

function onlyVariant({ request, path }: EndpointConfigDefinition): ProductionVariant {
  const [variant, ...others] = request.ProductionVariants ?? [];
  if (!variant || others.length > 0) {
    const action = 'Leave one in ProductionVariants; make a configuration of its own for each other one.';
    throw unsupported(path, 'an endpoint configuration with several variants', action);
  }
  if (request.ShadowProductionVariants?.length) {
    throw unsupported(path, 'ShadowProductionVariants', 'Remove them for the local run.');
  }
  if (request.ExplainerConfig) throw unsupported(path, 'ExplainerConfig', 'Remove it for the local run.');
  if (variant.ServerlessConfig) {
    const action = 'Name InstanceType and InitialInstanceCount in its place for the local run.';
    throw unsupported(path, 'ServerlessConfig', action);
  }
  return variant;
}
