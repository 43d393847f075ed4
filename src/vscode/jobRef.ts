/** Names a job of this window; survives as a tree element, as a command's argument and in the state of a panel. */
export interface JobRef {
  readonly project: string;
  readonly job: string;
}

/** Whether something from outside names a job. */
export function isJobRef(value: unknown): value is JobRef {
  return (
    typeof value === 'object' &&
    value !== null &&
    'project' in value &&
    'job' in value &&
    typeof value.project === 'string' &&
    typeof value.job === 'string'
  );
}
