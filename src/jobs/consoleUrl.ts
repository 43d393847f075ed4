/** What can be opened in the console of AWS. */
export interface ConsoleThing {
  readonly kind: string;
  readonly name: string;
  readonly arn: string;
}

/** Pages of SageMaker's console, by kind. */
const pages: Readonly<Record<string, string>> = {
  'training-job': 'jobs',
  'processing-job': 'processing-jobs',
  'transform-job': 'transform-jobs',
  'tuning-job': 'hyper-tuning-jobs',
  model: 'models',
  'endpoint-config': 'endpointConfig',
  endpoint: 'endpoints',
  algorithm: 'algorithms',
};

/** Hosts of the console, by the part of AWS. */
const hosts: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/**
 * The page of something in the console of AWS. Its ARN says where that is, also in which part of AWS.
 * @returns undefined for what has no page
 */
export function consoleUrl({ kind, name, arn }: ConsoleThing): string | undefined {
  const [, partition = '', service, region = '', account = ''] = arn.split(':');
  const console = hosts[partition];
  if (console === undefined) return undefined;
  const host = `https://${region}.${console}`;
  if (service === 'ecr') {
    return `${host}/ecr/repositories/private/${account}/${encodeURI(name)}?region=${region}`;
  }
  const page = pages[kind];
  if (service !== 'sagemaker' || page === undefined) return undefined;
  return `${host}/sagemaker/home?region=${region}#/${page}/${encodeURIComponent(name)}`;
}
