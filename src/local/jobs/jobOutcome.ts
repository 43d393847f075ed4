import { AppError, messageOf } from '../../contract/appError';
import type { Plan } from '../../definitions/plan';
import type { JobRun } from '../containers/jobRun';

/** The last status of a job. */
export interface JobOutcome {
  readonly status: string;
  readonly secondaryStatus?: string;
  readonly failureReason?: string;
  readonly exitMessage?: string;
}

/** Faults that are the platform's, not the user's; the service calls them InternalServerError. */
const platformFaults: ReadonlySet<string> = new Set(['engine.lost', 'disk.full', 'job.abandoned']);

/** The outcome of a job that could not go on, from what was thrown. */
export function failureOf(error: unknown): JobOutcome {
  const known = asAppError(error);
  const party = platformFaults.has(known.code) ? 'InternalServerError' : 'ClientError';
  return { status: 'Failed', secondaryStatus: 'Failed', failureReason: `${party}: ${known.message} ${known.action}` };
}

/** Name a failure of the system so that a user can act on it; anything unknown keeps its own text. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const where = path === undefined ? '' : ` at ${path}`;
    return new AppError(
      'disk.full',
      `No space is left on the disk${where}.`,
      'Make room, for example with "sagemaker-containers clean", and run it again.',
      {
        cause: error,
      },
    );
  }
  return new AppError(
    'unexpected',
    `Unexpected error: ${messageOf(error)}`,
    'Please report it with the log of the job.',
    { cause: error },
  );
}

/**
 * Do the work of a job, then record how it ended, whatever happened.
 * @param stopped the outcome when it was asked to stop before there was anything to stop
 */
export async function conclude(run: JobRun<Plan>, stopped: JobOutcome, work: () => Promise<JobOutcome>): Promise<void> {
  let outcome: JobOutcome;
  try {
    outcome = await work();
  } catch (error) {
    outcome = run.stop.aborted && (error as Error).name === 'AbortError' ? stopped : failureOf(error);
  }
  await run.recorder.status(outcome);
}
