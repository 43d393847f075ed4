import type { DescribeTrainingJobResponse, MetricDefinition } from '@aws-sdk/client-sagemaker';

/** The `MetricDefinitions` of a job, out of its Describe response; none for other kinds of jobs. */
export function metricDefinitionsIn(
  describe: Readonly<Record<string, unknown>> | undefined,
): readonly MetricDefinition[] {
  const { AlgorithmSpecification } = (describe ?? {}) as Partial<DescribeTrainingJobResponse>;
  return AlgorithmSpecification?.MetricDefinitions ?? [];
}
