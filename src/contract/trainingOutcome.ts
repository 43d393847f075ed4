import { explainExitCode } from './exitCode';

/** Longest `failure` text that the platform takes over, in characters (T52). */
const failureLength = 1024;

/**
 * `FailureReason` of a training job whose container ended with an exit code other than 0 (T51, T52), in the platform's form,
 * with the meaning of the exit code behind it where it has one.
 * @param failure content of `/opt/ml/output/failure`; undefined when there is no such file
 */
export function trainingFailureReason(failure: string | undefined, code: number, outOfMemory: boolean): string {
  const text = (failure ?? '').slice(0, failureLength);
  const meaning = explainExitCode(code, outOfMemory);
  return `AlgorithmError: ${text}, exit code: ${String(code)}${meaning === undefined ? '' : ` (${meaning})`}`;
}
