import { partitionOf } from './partition';

/** Account of resources that exist on this machine only. */
export const localAccount = '000000000000';

/** What the service calls resources in their ARNs. */
export type ResourceType =
  | 'training-job'
  | 'processing-job'
  | 'transform-job'
  | 'hyper-parameter-tuning-job'
  | 'endpoint'
  | 'endpoint-config'
  | 'model'
  | 'algorithm'
  | 'model-package';

/** ARN of something of a service that exists on this machine only, in the form of the region's part of AWS. */
export function localArn(service: string, region: string, what: string): string {
  return `arn:${partitionOf(region).name}:${service}:${region}:${localAccount}:${what}`;
}

/** ARN of a local resource, in the service's form. */
export function resourceArn(type: ResourceType, name: string, region: string): string {
  return localArn('sagemaker', region, `${type}/${name}`);
}

/** ARN of the log stream of a local endpoint, in the form of CloudWatch Logs. */
export function endpointLogArn(endpoint: string, stream: string, region: string): string {
  return localArn('logs', region, `log-group:/aws/sagemaker/Endpoints/${endpoint}:log-stream:${stream}`);
}
