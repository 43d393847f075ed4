/** Where CloudWatch Logs keeps what jobs of a kind have written (T63, P11, B15). What tuning jobs start are training jobs. */
const groups: Readonly<Record<string, string>> = {
  'training-job': '/aws/sagemaker/TrainingJobs',
  'processing-job': '/aws/sagemaker/ProcessingJobs',
  'transform-job': '/aws/sagemaker/TransformJobs',
  'tuning-job': '/aws/sagemaker/TrainingJobs',
};

/** The log group of a job, or of an endpoint, which has one of its own (I19). */
export function logGroupOf(kind: string, name: string): string {
  return groups[kind] ?? `/aws/sagemaker/Endpoints/${name}`;
}
