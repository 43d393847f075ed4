import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  type ProductionVariant,
  type ProductionVariantSummary,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Variant } from '../../jobs/resources';
import { troubleOf } from '../awsError';

/** The variants of an endpoint with the machines that they run on; a configuration that was deleted leaves the type of them open. */
export async function variantsOf(client: SageMakerClient, endpoint: string): Promise<readonly Variant[]> {
  const described = await client.send(new DescribeEndpointCommand({ EndpointName: endpoint }));
  const configured = await configuration(client, described.EndpointConfigName);
  const running = described.ProductionVariants ?? [];
  // One that is being made, or has failed, says nothing of its variants yet.
  if (running.length === 0) return configured.map((variant) => variantOf(variant, undefined));
  return running.map((summary) =>
    variantOf(
      configured.find(({ VariantName }) => VariantName === summary.VariantName),
      summary,
    ),
  );
}

async function configuration(
  client: SageMakerClient,
  EndpointConfigName: string | undefined,
): Promise<readonly ProductionVariant[]> {
  if (EndpointConfigName === undefined) return [];
  try {
    const { ProductionVariants = [] } = await client.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
    return ProductionVariants;
  } catch (error) {
    if (troubleOf(error) === 'missing') return [];
    throw error;
  }
}

function variantOf(configured: ProductionVariant | undefined, summary: ProductionVariantSummary | undefined): Variant {
  const serverless = summary?.CurrentServerlessConfig ?? configured?.ServerlessConfig;
  const instances = serverless
    ? (serverless.ProvisionedConcurrency ?? 0)
    : (summary?.CurrentInstanceCount ?? configured?.InitialInstanceCount ?? 0);
  const desired = serverless ? undefined : summary?.DesiredInstanceCount;
  const weight = summary?.CurrentWeight ?? configured?.InitialVariantWeight;
  return {
    name: summary?.VariantName ?? configured?.VariantName ?? '',
    instances,
    ...(configured?.InstanceType !== undefined && { instanceType: configured.InstanceType }),
    ...(desired !== undefined && desired !== instances && { desiredInstances: desired }),
    ...(weight !== undefined && { weight }),
  };
}
