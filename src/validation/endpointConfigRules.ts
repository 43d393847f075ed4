import type { CreateEndpointConfigInput, ProductionVariant } from '@aws-sdk/client-sagemaker';
import type { JsonPath, Problem } from './problem';

const memoryStep = 1024;

/** What a schema can't say about an endpoint configuration. Takes a request whose values are of the right types. */
export function checkEndpointConfig(request: Partial<CreateEndpointConfigInput>): readonly Problem[] {
  const { ProductionVariants: main = [], ShadowProductionVariants: shadows = [] } = request;
  const variants = [
    ...main.map((variant, index) => [['ProductionVariants', index], variant] as const),
    ...shadows.map((variant, index) => [['ShadowProductionVariants', index], variant] as const),
  ];
  return [
    ...variants.flatMap(([path, variant]) => [...checkMachine(variant, path), ...checkServerless(variant, path)]),
    ...checkNames(variants),
    ...checkTogether(request, variants),
    ...checkWeights(main),
  ];
}

type PlacedVariant = readonly [path: JsonPath, variant: ProductionVariant];

/** I31: serverless, or machines. */
function checkMachine(variant: ProductionVariant, path: JsonPath): readonly Problem[] {
  const {
    ServerlessConfig: serverless,
    InstanceType: type,
    InitialInstanceCount: count,
    InstancePools: pools,
  } = variant;
  if (!serverless) {
    // A variant for inference components has machines and no model; pools name their own types.
    if (type !== undefined || pools !== undefined) return [];
    const message = `The variant ${variant.VariantName ?? ''} has neither InstanceType nor ServerlessConfig.`;
    return [
      { code: 'I31', path, message, action: 'Add "InstanceType" and "InitialInstanceCount", or "ServerlessConfig".' },
    ];
  }
  const unlike = {
    InstanceType: type,
    InitialInstanceCount: count,
    AcceleratorType: variant.AcceleratorType,
    VolumeSizeInGB: variant.VolumeSizeInGB,
  };
  return Object.entries(unlike)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => ({
      code: 'I31',
      path: [...path, field],
      at: 'key',
      message: `${field} has no place beside ServerlessConfig: a serverless variant has no machines of its own.`,
      action: `Remove ${field}, or ServerlessConfig.`,
    }));
}

function checkServerless({ ServerlessConfig: serverless }: ProductionVariant, path: JsonPath): readonly Problem[] {
  const { MemorySizeInMB: memory, MaxConcurrency: most, ProvisionedConcurrency: provisioned } = serverless ?? {};
  const at = [...path, 'ServerlessConfig'];
  const problems: Problem[] = [];
  if (memory !== undefined && memory >= memoryStep && memory <= 6 * memoryStep && memory % memoryStep !== 0) {
    const up = String(Math.ceil(memory / memoryStep) * memoryStep);
    const message = `MemorySizeInMB is ${String(memory)}; memory comes in steps of 1024, from 1024 to 6144.`;
    problems.push({ code: 'I31', path: [...at, 'MemorySizeInMB'], message, action: `Write ${up}.`, replacement: up });
  }
  if (most !== undefined && provisioned !== undefined && provisioned > most) {
    const message = `ProvisionedConcurrency is ${String(provisioned)}, more than MaxConcurrency, ${String(most)}.`;
    const action = `Write at most ${String(most)}.`;
    problems.push({ code: 'I31', path: [...at, 'ProvisionedConcurrency'], message, action, replacement: String(most) });
  }
  return problems;
}

function checkNames(variants: readonly PlacedVariant[]): readonly Problem[] {
  const names = variants.map(([, { VariantName: name }]) => name);
  return variants.flatMap(([path, { VariantName: name }], index) => {
    if (name === undefined || names.indexOf(name) === index) return [];
    const message = `Two variants are called ${JSON.stringify(name)}.`;
    return [{ code: 'L22', path: [...path, 'VariantName'], message, action: 'Give each its own name.' }];
  });
}

/** I31: what a serverless endpoint can't have. */
function checkTogether(
  request: Partial<CreateEndpointConfigInput>,
  variants: readonly PlacedVariant[],
): readonly Problem[] {
  if (!variants.some(([, { ServerlessConfig: serverless }]) => serverless)) return [];
  const unlike = {
    AsyncInferenceConfig: request.AsyncInferenceConfig,
    VpcConfig: request.VpcConfig,
    EnableNetworkIsolation: request.EnableNetworkIsolation === true || undefined,
    ShadowProductionVariants: request.ShadowProductionVariants,
  };
  return Object.entries(unlike)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => ({
      code: 'I31',
      path: [field],
      at: 'key',
      message: `A serverless endpoint does not go with ${field}.`,
      action: `Remove ${field}, or ServerlessConfig.`,
    }));
}

/** Requests are shared out by weight; nothing is left to share where all weights are 0. */
function checkWeights(variants: readonly ProductionVariant[]): readonly Problem[] {
  if (variants.length === 0 || variants.some(({ InitialVariantWeight: weight = 1 }) => weight > 0)) return [];
  const message = 'All variants have the weight 0: none of them would get a request.';
  return [
    {
      code: 'L22',
      path: ['ProductionVariants', 0, 'InitialVariantWeight'],
      message,
      action: 'Give one a weight above 0.',
    },
  ];
}
