import type {
  DescribeEndpointOutput,
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
  DescribeTransformJobResponse,
} from '@aws-sdk/client-sagemaker';
import { pathToFileURL } from 'node:url';
import { resourceArn } from '../../contract/resourceArn';
import type { ModelPlan, Plan, ProcessingPlan, TrainingPlan, TransformPlan } from '../../definitions/plan';
import { isActive, type Artifact, type JobState, type Transition } from '../../jobs/jobState';

/** A Describe response as JSON has it: times are ISO 8601 text; `NotReproduced` is ours and lists what a local run left out. */
export type Describe = Readonly<Record<string, unknown>>;

/** The function from a job's state to the API's Describe response. */
export function describer(plan: Plan, region: string, notReproduced: readonly string[]): (state: JobState) => Describe {
  return (state) => ({
    ...describePlan(plan, state, region),
    ...(notReproduced.length > 0 && { NotReproduced: notReproduced }),
  });
}

function describePlan(plan: Plan, state: JobState, region: string): Describe {
  switch (plan.kind) {
    case 'training-job':
      return describeTrainingJob(plan, state, region);
    case 'processing-job':
      return describeProcessingJob(plan, state, region);
    case 'transform-job':
      return describeTransformJob(plan, state, region);
    case 'model':
      return describeEndpoint(plan, state, region);
    default:
      return plan satisfies never;
  }
}

type AsJson<Response> = { readonly [Field in keyof Response]?: unknown };

function describeTrainingJob(plan: TrainingPlan, state: JobState, region: string): AsJson<DescribeTrainingJobResponse> {
  const model = state.artifacts.find(({ name }) => name.startsWith('model'));
  const training = state.transitions.find(({ status }) => status === 'Training');
  const ended = !isActive(state.status);
  const last = state.transitions.at(-1);
  const seconds = training
    ? Math.max(1, Math.ceil(((last?.startedAt ?? training.startedAt) - training.startedAt) / 1000))
    : undefined;
  return {
    ...plan.request,
    TrainingJobName: state.name,
    TrainingJobArn: resourceArn('training-job', state.name, region),
    TrainingJobStatus: state.status,
    SecondaryStatus: state.secondaryStatus,
    ...(state.failureReason !== undefined && { FailureReason: state.failureReason }),
    ...(model && { ModelArtifacts: { S3ModelArtifacts: artifactUri(plan, state.name, model) } }),
    CreationTime: time(state.createdAt),
    ...(training && { TrainingStartTime: time(training.startedAt) }),
    ...(ended && last && { TrainingEndTime: time(last.startedAt) }),
    LastModifiedTime: time(last?.startedAt ?? state.createdAt),
    SecondaryStatusTransitions: state.transitions.map(describeTransition),
    FinalMetricDataList: Object.entries(state.metrics).map(([MetricName, { value, at }]) => ({
      MetricName,
      Value: value,
      Timestamp: time(at),
    })),
    ...(ended && seconds !== undefined && { TrainingTimeInSeconds: seconds, BillableTimeInSeconds: 0 }),
  };
}

/** In S3 where the request names it and a folder stands in for it; else the file itself. */
function artifactUri({ request, output }: TrainingPlan, job: string, { name, path }: Artifact): string {
  const folder = request.OutputDataConfig?.S3OutputPath ?? '';
  return output !== undefined && folder.startsWith('s3://')
    ? `${folder.replace(/\/$/, '')}/${job}/output/${name}`
    : pathToFileURL(path).href;
}

function describeTransition({ status, message, startedAt, endedAt }: Transition): object {
  return {
    Status: status,
    StartTime: time(startedAt),
    ...(endedAt !== undefined && { EndTime: time(endedAt) }),
    ...(message !== undefined && { StatusMessage: message }),
  };
}

function describeProcessingJob(
  plan: ProcessingPlan,
  state: JobState,
  region: string,
): AsJson<DescribeProcessingJobResponse> {
  const { exitMessage, failureReason, transitions } = state;
  const processing = transitions.find(({ status }) => status === 'Processing');
  const last = transitions.at(-1);
  return {
    ...plan.request,
    ProcessingJobName: state.name,
    ProcessingJobArn: resourceArn('processing-job', state.name, region),
    ProcessingJobStatus: state.status,
    ...(exitMessage !== undefined && { ExitMessage: exitMessage }),
    ...(failureReason !== undefined && { FailureReason: failureReason }),
    CreationTime: time(state.createdAt),
    ...(processing && { ProcessingStartTime: time(processing.startedAt) }),
    ...(!isActive(state.status) && last && { ProcessingEndTime: time(last.startedAt) }),
    LastModifiedTime: time(last?.startedAt ?? state.createdAt),
  };
}

function describeTransformJob(
  plan: TransformPlan,
  state: JobState,
  region: string,
): AsJson<DescribeTransformJobResponse> {
  const { failureReason, transitions } = state;
  const transforming = transitions.find(({ status }) => status === 'Transforming');
  const last = transitions.at(-1);
  return {
    ...plan.request,
    TransformJobName: state.name,
    TransformJobArn: resourceArn('transform-job', state.name, region),
    TransformJobStatus: state.status,
    ...(failureReason !== undefined && { FailureReason: failureReason }),
    CreationTime: time(state.createdAt),
    ...(transforming && { TransformStartTime: time(transforming.startedAt) }),
    ...(!isActive(state.status) && last && { TransformEndTime: time(last.startedAt) }),
  };
}

function describeEndpoint(plan: ModelPlan, state: JobState, region: string): AsJson<DescribeEndpointOutput> {
  return {
    EndpointName: state.name,
    EndpointArn: resourceArn('endpoint', state.name, region),
    EndpointConfigName: plan.endpointConfig ?? state.name,
    ...(plan.asynchronous && { AsyncInferenceConfig: plan.asynchronous }),
    ProductionVariants: [
      {
        VariantName: plan.variant,
        DeployedImages: plan.containers.map(({ image }) => ({
          SpecifiedImage: image.kind === 'name' ? image.name : pathToFileURL(image.context).href,
        })),
        CurrentInstanceCount: state.status === 'InService' ? 1 : 0,
      },
    ],
    EndpointStatus: state.status,
    ...(state.failureReason !== undefined && { FailureReason: state.failureReason }),
    CreationTime: time(state.createdAt),
    LastModifiedTime: time(state.transitions.at(-1)?.startedAt ?? state.createdAt),
  };
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
