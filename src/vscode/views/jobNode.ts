import type { JobState } from '../../jobs/jobState';
import type { JobRef } from '../jobRef';

/** A row of the views of jobs and endpoints: which one it is, not what it shows. */
export type JobNode =
  | (Place & { readonly row: 'job' | 'failure' | 'url' })
  | (Place & { readonly row: 'group'; readonly group: Group })
  | (Place & { readonly row: 'transition'; readonly index: number })
  | (Place & { readonly row: 'stream'; readonly stream: string })
  | (Place & { readonly row: 'artifact' | 'metric'; readonly name: string });

interface Place extends JobRef {
  /** Tells apart the rows of a job that is shown in several places; absent in its own. */
  readonly under?: string;
}

/** What is shown of a job that was removed between two repaints. */
export const gone: JobState = {
  ...{ name: '', kind: 'training-job', status: 'Stopped', engine: '', createdAt: 0, endedAt: 0 },
  ...{ transitions: [], artifacts: [], streams: [], metrics: {} },
};

export type Group = 'transitions' | 'logs' | 'artifacts' | 'metrics';

/** The rows below a row. */
export function childrenOf(node: JobNode, state: JobState): readonly JobNode[] {
  const { project, job, under } = node;
  const ref = { project, job, ...(under !== undefined && { under }) };
  if (node.row === 'job') return [...headOf(ref, state), ...groupsOf(ref, state)];
  if (node.row !== 'group') return [];
  switch (node.group) {
    case 'transitions':
      return state.transitions.map((_transition, index) => ({ ...ref, row: 'transition', index }));
    case 'logs':
      return state.streams.map((stream) => ({ ...ref, row: 'stream', stream }));
    case 'artifacts':
      return state.artifacts.map(({ name }) => ({ ...ref, row: 'artifact', name }));
    case 'metrics':
      return Object.keys(state.metrics).map((name) => ({ ...ref, row: 'metric', name }));
    default:
      return node.group satisfies never;
  }
}

function headOf(ref: JobRef, state: JobState): readonly JobNode[] {
  return [
    ...(state.failureReason === undefined ? [] : [{ ...ref, row: 'failure' } as const]),
    ...(state.url === undefined || state.endedAt !== undefined ? [] : [{ ...ref, row: 'url' } as const]),
  ];
}

function groupsOf(ref: JobRef, state: JobState): readonly JobNode[] {
  const groups: readonly Group[] = ['transitions', 'logs', 'metrics', 'artifacts'];
  return groups.filter((group) => countOf(group, state) > 0).map((group) => ({ ...ref, row: 'group', group }));
}

/** How many rows a group has. */
export function countOf(group: Group, state: JobState): number {
  const counts = {
    transitions: state.transitions.length,
    logs: state.streams.length,
    artifacts: state.artifacts.length,
    metrics: Object.keys(state.metrics).length,
  };
  return counts[group];
}

/** The same for the same row at any time: the editor keeps what is open by it. */
export function idOf(node: JobNode): string {
  const { project, job, row, ...rest } = node;
  return [project, job, row, ...Object.values(rest).map(String)].join('\n');
}
