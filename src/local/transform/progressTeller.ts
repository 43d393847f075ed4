import type { Progress } from './driveFiles';

/** Milliseconds between two messages, and the least part of the time so far that lies between them: long jobs tell less often. */
const leastMs = 1_000;
const leastPart = 0.1;

/** Tells how far a job is, now and then. @param tell puts a message into its status */
export function progressTeller(
  files: number,
  tell: (message: string) => Promise<void>,
): (progress: Progress) => Promise<void> {
  const started = performance.now();
  let last = -Infinity;
  return async (progress) => {
    const now = performance.now();
    if (now - last < Math.max(leastMs, (now - started) * leastPart)) return;
    last = now;
    await tell(
      `${String(progress.files)} of ${String(files)} ${files === 1 ? 'file' : 'files'}, ${String(progress.records)} records`,
    );
  };
}
