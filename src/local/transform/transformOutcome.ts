import type { JobOutcome } from '../jobs/jobOutcome';
import { partyOf } from './callFailure';
import type { FileResult } from './driveFiles';

/** Characters of `FailureReason` in the API. */
const maxReason = 1024;

/** How a job ends that went through all its files: it fails when one of them did, and says where (B9). */
export function transformOutcome(results: readonly FileResult[]): JobOutcome {
  const failed = results.filter(({ failure }) => failure !== undefined);
  const [first] = failed;
  if (!first?.failure) return { status: 'Completed', secondaryStatus: 'Completed' };
  const others = failed.length - 1;
  const more =
    others === 0
      ? ''
      : ` ${String(others)} more ${others === 1 ? 'file' : 'files'} failed: the stream data-log names ${others === 1 ? 'it' : 'them'}.`;
  const reason = `${partyOf(first.failure)}: ${first.file.key}, ${first.failure.message}`;
  const failureReason = `${reason.slice(0, maxReason - more.length)}${more}`;
  return { status: 'Failed', secondaryStatus: 'Failed', failureReason };
}
