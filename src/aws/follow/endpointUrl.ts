import type { AwsContext } from '../context/awsContext';

/** Where endpoints of a region answer InvokeEndpoint: `URL/endpoints/NAME/invocations`. */
export function endpointUrl({
  region,
  partition,
  endpoints,
}: Pick<AwsContext, 'region' | 'partition' | 'endpoints'>): string {
  return endpoints.SAGEMAKER ?? `https://runtime.sagemaker.${region}.${partition.suffix}`;
}
