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

/** ARN of a local resource, in the service's form. */
export function resourceArn(type: ResourceType, name: string, region: string): string {
  return `arn:aws:sagemaker:${region}:${localAccount}:${type}/${name}`;
}

/** ARN of the log stream of a local endpoint, in the form of CloudWatch Logs. */
export function endpointLogArn(endpoint: string, stream: string, region: string): string {
  return `arn:aws:logs:${region}:${localAccount}:log-group:/aws/sagemaker/Endpoints/${endpoint}:log-stream:${stream}`;
}
