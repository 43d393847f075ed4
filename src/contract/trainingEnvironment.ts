import { resourceArn } from './resourceArn';

/**
 * Environment that the platform gives a training container, the request's own map included (T34, T35). There are no keys and
 * no `AWS_DEFAULT_REGION` in it, as on the platform; a CPU instance hides GPUs.
 */
export function trainingEnvironment(job: {
  readonly name: string;
  readonly region: string;
  readonly environment: Readonly<Record<string, string>> | undefined;
}): Record<string, string> {
  return {
    AWS_REGION: job.region,
    AWS_EXECUTION_ENV: 'AWS_ECS_EC2',
    NVIDIA_VISIBLE_DEVICES: 'void',
    SAGEMAKER_METRICS_DIRECTORY: '/opt/ml/output/metrics/sagemaker',
    TRAINING_JOB_NAME: job.name,
    TRAINING_JOB_ARN: resourceArn('training-job', job.name, job.region),
    ...job.environment,
  };
}
