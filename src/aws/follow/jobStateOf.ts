import { isActive, type Artifact, type JobKind, type JobState, type Transition } from '../../jobs/jobState';
import { jobCalls } from './jobCalls';
import { listIn, numberIn, objectIn, textIn, timeIn, type Plain } from './plainJson';

/** A job as its Describe response tells it, in the words of local jobs. Streams are not in there. */
export function stateOfDescribed(kind: JobKind, described: Plain): JobState {
  const state = stateOfSummary(kind, described);
  const transitions = transitionsOf(kind, described, state);
  const last = transitions.at(-1);
  const exitMessage = textIn(described, 'ExitMessage');
  return {
    ...state,
    transitions,
    artifacts: artifactsOf(kind, described),
    metrics: Object.fromEntries(
      listIn(described, 'FinalMetricDataList').map((metric) => [
        textIn(metric, 'MetricName') ?? '',
        { value: numberIn(metric, 'Value') ?? 0, at: timeIn(metric, 'Timestamp') ?? 0 },
      ]),
    ),
    ...(last && kind !== 'endpoint' && { secondaryStatus: last.status }),
    ...(last?.message !== undefined && { message: last.message }),
    ...(exitMessage !== undefined && { exitMessage }),
  };
}

/** A job as a list tells it. */
export function stateOfSummary(kind: JobKind, summary: Plain): JobState {
  const { stem } = jobCalls[kind];
  const status = textIn(summary, `${stem}Status`) ?? '';
  const arn = textIn(summary, `${stem}Arn`);
  const secondaryStatus = textIn(summary, 'SecondaryStatus');
  const failureReason = textIn(summary, 'FailureReason');
  const endedAt = isActive(status) ? undefined : (endOf(kind, summary) ?? timeIn(summary, 'LastModifiedTime'));
  return {
    ...{ name: textIn(summary, `${stem}Name`) ?? '', kind, status, engine: 'aws' },
    ...{ transitions: [], artifacts: [], streams: [], metrics: {} },
    createdAt: timeIn(summary, 'CreationTime') ?? 0,
    ...(arn !== undefined && { arn }),
    ...(secondaryStatus !== undefined && { secondaryStatus }),
    ...(failureReason !== undefined && { failureReason }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

/** How many instances write logs. */
export function instancesOf(described: Plain): number {
  const resources = objectIn(described, 'ResourceConfig');
  const groups = listIn(resources, 'InstanceGroups');
  if (groups.length > 0) return groups.reduce((sum, group) => sum + (numberIn(group, 'InstanceCount') ?? 0), 0);
  const cluster = objectIn(objectIn(described, 'ProcessingResources'), 'ClusterConfig');
  const transform = objectIn(described, 'TransformResources');
  return [resources, cluster, transform].map((one) => numberIn(one, 'InstanceCount')).find((one) => one) ?? 1;
}

function endOf(kind: JobKind, described: Plain): number | undefined {
  const members: Partial<Record<JobKind, string>> = {
    'training-job': 'TrainingEndTime',
    'processing-job': 'ProcessingEndTime',
    'transform-job': 'TransformEndTime',
    'tuning-job': 'HyperParameterTuningEndTime',
  };
  return timeIn(described, members[kind] ?? '');
}

/** What the phase is called in which the program of a job runs, and the member that says when it began. */
const running: Partial<Record<JobKind, readonly [string, string]>> = {
  'processing-job': ['Processing', 'ProcessingStartTime'],
  'transform-job': ['Transforming', 'TransformStartTime'],
};

/** Only training jobs tell their phases; those of others are read from their times. */
function transitionsOf(kind: JobKind, described: Plain, state: JobState): readonly Transition[] {
  const told = listIn(described, 'SecondaryStatusTransitions');
  if (told.length > 0) return told.map(transitionOf);
  const { status, createdAt, endedAt } = state;
  const changedAt = endedAt ?? timeIn(described, 'LastModifiedTime') ?? createdAt;
  const phase = running[kind];
  const startedAt = phase && timeIn(described, phase[1]);
  const first = phase ? 'Starting' : kind === 'endpoint' ? 'Creating' : 'InProgress';
  const steps: Transition[] = [{ status: first, startedAt: createdAt }];
  if (phase && startedAt !== undefined) steps.push({ status: phase[0], startedAt });
  if (status !== 'InProgress' && status !== first) steps.push({ status, startedAt: changedAt });
  return steps.map((step, index) => {
    const next = steps[index + 1];
    return next ? { ...step, endedAt: next.startedAt } : step;
  });
}

function transitionOf(told: Plain): Transition {
  const [message, endedAt] = [textIn(told, 'StatusMessage'), timeIn(told, 'EndTime')];
  return {
    status: textIn(told, 'Status') ?? '',
    startedAt: timeIn(told, 'StartTime') ?? 0,
    ...(endedAt !== undefined && { endedAt }),
    ...(message !== undefined && message !== '' && { message }),
  };
}

function artifactsOf(kind: JobKind, described: Plain): readonly Artifact[] {
  if (kind === 'training-job') {
    const path = textIn(objectIn(described, 'ModelArtifacts'), 'S3ModelArtifacts');
    return path === undefined || path === '' ? [] : [{ name: path.slice(path.lastIndexOf('/') + 1), path }];
  }
  if (kind === 'processing-job') {
    return listIn(objectIn(described, 'ProcessingOutputConfig'), 'Outputs').flatMap((output) => {
      const path = textIn(objectIn(output, 'S3Output'), 'S3Uri');
      return path === undefined ? [] : [{ name: textIn(output, 'OutputName') ?? path, path }];
    });
  }
  const path = textIn(objectIn(described, 'TransformOutput'), 'S3OutputPath');
  return path === undefined ? [] : [{ name: 'output', path }];
}
