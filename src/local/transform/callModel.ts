import { setTimeout as sleep } from 'node:timers/promises';
import { isRetried, type TransformClient } from '../../contract/transform';
import type { RequestBody } from '../../records/payloads';
import type { ModelAnswer, ModelClient } from '../hosting/modelClient';

/** Longest answer that is taken, in bytes: more than any request may be, and no reason to run out of memory. */
const maxResponseBytes = 256 * 1024 * 1024;
/** Wait before the second try, in milliseconds; it doubles with each further one. */
const firstPauseMs = 250;

/** One request of a transform job. */
export interface TransformCall {
  readonly client: ModelClient;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
  /** B10. */
  readonly policy: TransformClient;
  readonly signal: AbortSignal;
  /** Told of each answer that makes another try worth it. @param next number of the try that follows, from 2 */
  retried(answer: ModelAnswer, next: number): void;
}

/** POST /invocations, again where there was no answer or one of 5xx (B10). Gives the last answer. @throws what reading a streamed body throws */
export async function callModel(call: TransformCall): Promise<ModelAnswer> {
  const { client, headers, body, policy, signal } = call;
  const limits = { timeoutMs: policy.timeoutSeconds * 1000, maxResponseBytes, signal };
  for (let attempt = 1; ; attempt += 1) {
    const answer = await client.invoke({ headers, body }, limits);
    const isFinal = answer.failure === 'tooLarge' || answer.failure === 'aborted' || !isRetried(answer.status);
    if (isFinal || attempt > policy.maxRetries || signal.aborted) return answer;
    call.retried(answer, attempt + 1);
    await sleep(firstPauseMs * 2 ** (attempt - 1), undefined, { signal }).catch(() => undefined);
  }
}
