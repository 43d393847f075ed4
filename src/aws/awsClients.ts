import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient } from '@aws-sdk/client-ecr';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsContext } from './context/awsContext';
import type { Service } from './context/endpoints';

/** The clients of one context. */
export interface AwsClients {
  readonly sagemaker: SageMakerClient;
  /** For requests that create something: they are never repeated by the client itself, since their first try may have worked. */
  readonly creating: SageMakerClient;
  /** For whoever waits and tries again by a clock of its own. */
  readonly following: SageMakerClient;
  readonly s3: S3Client;
  readonly ecr: ECRClient;
  readonly sts: STSClient;
  readonly iam: IAMClient;
  /** It repeats nothing either. */
  readonly logs: CloudWatchLogsClient;
}

/** How often a read is tried before it counts as failed; a storm of throttling is over by then. */
const readAttempts = 8;

/** Make the clients of a context. Nothing is called yet. */
export function awsClients(context: AwsContext): AwsClients {
  const config = (service: Service, maxAttempts = readAttempts) => clientConfig(context, service, maxAttempts);
  return {
    sagemaker: new SageMakerClient(config('SAGEMAKER')),
    creating: new SageMakerClient(config('SAGEMAKER', 1)),
    following: new SageMakerClient(config('SAGEMAKER', 1)),
    // An address of one's own has no names below it for buckets.
    s3: new S3Client({ ...config('S3'), ...(context.endpoints.S3 !== undefined && { forcePathStyle: true }) }),
    ecr: new ECRClient(config('ECR')),
    sts: new STSClient(config('STS')),
    iam: new IAMClient(config('IAM')),
    // Nor for the host that Live Tail has.
    logs: new CloudWatchLogsClient({
      ...config('CLOUDWATCH_LOGS', 1),
      ...(context.endpoints.CLOUDWATCH_LOGS !== undefined && { disableHostPrefix: true }),
    }),
  };
}

/** What a client of a service is made with. */
export function clientConfig(context: AwsContext, service: Service, maxAttempts: number) {
  const endpoint = context.endpoints[service];
  const { region, credentials, proxy } = context;
  return {
    ...{ region, credentials, maxAttempts },
    ...(endpoint !== undefined && { endpoint }),
    ...(proxy && { requestHandler: { ...proxy } }),
  };
}
