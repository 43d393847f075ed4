import type { CheckUse, CheckVerdict, FilePlace } from '../jobs/containerCheck';
import type { Observations } from './observations';

/** What came of a rule. */
export interface Judgement {
  readonly verdict: CheckVerdict;
  /** What was seen, in a sentence. */
  readonly because: string;
  readonly evidence?: readonly string[];
  /** Where the files say so. */
  readonly places?: readonly FilePlace[];
}

/** A rule of the contract that can be seen from outside, or said from the files. */
export interface ContainerRule {
  readonly id: string;
  /** What a good container does, as a sentence without its end. */
  readonly title: string;
  /** How it is seen, for the table in the documents. */
  readonly seen: string;
  /** What happens on the platform otherwise. */
  readonly why: string;
  readonly fix: string;
  /** Uses that it is about. */
  readonly uses: readonly CheckUse[];
  judge(seen: Observations): Judgement;
}

/** All that answers over HTTP. */
export const servingUses = ['realtime', 'pipeline', 'multi-model', 'serverless', 'batch', 'marketplace'] as const;
/** All that serves models one by one, by /invocations. */
export const invocationUses = ['realtime', 'pipeline', 'serverless', 'batch', 'marketplace'] as const;
/** All that ends by itself. */
export const jobUses = ['training', 'processing', 'marketplace'] as const;
/** Everything. */
export const allUses = ['training', 'processing', ...servingUses] as const;

export function pass(because: string, evidence: readonly string[] = []): Judgement {
  return { verdict: 'pass', because, evidence };
}

export function fail(because: string, evidence: readonly string[] = []): Judgement {
  return { verdict: 'fail', because, evidence };
}

export function warn(because: string, evidence: readonly string[] = []): Judgement {
  return { verdict: 'warning', because, evidence };
}

export function unseen(because: string, evidence: readonly string[] = []): Judgement {
  return { verdict: 'not observable', because, evidence };
}

export function notFor(because: string): Judgement {
  return { verdict: 'not applicable', because };
}
