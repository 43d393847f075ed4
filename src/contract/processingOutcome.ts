import { explainExitCode } from './exitCode';

/** `FailureReason` of a processing job whose container ended with an exit code other than 0 (P2). It has no `failure` file: its own words go into the exit message. */
export function processingFailureReason(code: number, outOfMemory: boolean): string {
  const meaning = explainExitCode(code, outOfMemory);
  return `AlgorithmError: See job logs for more information, exit code: ${String(code)}${meaning === undefined ? '' : ` (${meaning})`}`;
}

/** `FailureReason` of a job whose exit message is no text (P8). */
export const notUtf8Reason =
  'ClientError: /opt/ml/output/message is not UTF-8 text. Write the exit message as UTF-8, or write none.';
