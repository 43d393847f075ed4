/**
 * Environment of a processing container (P9): the request's own map, and of what a training container gets (T35) that which says
 * where it runs, since AWS's own processing images rely on `AWS_REGION`. No keys, no `AWS_DEFAULT_REGION`, no name of the job: that
 * stands in `processingjobconfig.json`.
 */
export function processingEnvironment(job: {
  readonly region: string;
  readonly environment: Readonly<Record<string, string>>;
}): Record<string, string> {
  return {
    AWS_REGION: job.region,
    AWS_EXECUTION_ENV: 'AWS_ECS_EC2',
    NVIDIA_VISIBLE_DEVICES: 'void',
    ...job.environment,
  };
}
