import { environmentRules } from './environmentRules';
import { fileRules } from './fileRules';
import { networkRules } from './networkRules';
import type { ProbeDump } from './probeDump';
import type { ProbeRule } from './probeRule';
import { processRules } from './processRules';

/** How an observation stands to the contract. */
export type Verdict = 'as the contract says' | 'differs' | 'not settled by any source';

/** One observation, judged. */
export interface Annotation {
  readonly key: string;
  /** JSON; undefined for what should have been observed and was not. */
  readonly value: unknown;
  /** Id of the rule that it shows; undefined where no rule speaks of it. */
  readonly rule: string | undefined;
  readonly says: string | undefined;
  readonly verdict: Verdict;
  /** Why it differs. */
  readonly because?: string;
  /** What is found depends on the machine and its network. */
  readonly depends: boolean;
}

const rules: readonly ProbeRule[] = [...processRules, ...environmentRules, ...fileRules, ...networkRules];

/** About the probe and its image, not about the platform. */
const own = /^(probe\.|env\.(PATH|HOME|LANG|LC_CTYPE|GPG_KEY|PYTHON\w*)$)/;

/** Judge every observation of a dump by the contract; in the order of the keys, with those that are missing. */
export function annotate(dump: ProbeDump): readonly Annotation[] {
  const seen = Object.entries(dump.observed).filter(([key]) => !own.test(key));
  const missed = rulesOf(dump).flatMap(({ required, ...rule }): readonly Annotation[] =>
    required === undefined || typeof rule.key !== 'string' || rule.key in dump.observed
      ? []
      : [{ ...about(rule), key: rule.key, value: undefined, verdict: 'differs', because: required }],
  );
  return [...seen.map(([key, value]) => judge(key, value, dump)), ...missed].sort(byKey);
}

function judge(key: string, value: unknown, dump: ProbeDump): Annotation {
  const rule = rulesOf(dump).find((one) => (typeof one.key === 'string' ? one.key === key : one.key.test(key)));
  if (!rule?.fault) return { ...about(rule), key, value, verdict: 'not settled by any source' };
  const because = faultOf(rule.fault, value, dump);
  return because === undefined
    ? { ...about(rule), key, value, verdict: 'as the contract says' }
    : { ...about(rule), key, value, verdict: 'differs', because };
}

function faultOf(fault: NonNullable<ProbeRule['fault']>, value: unknown, dump: ProbeDump): string | undefined {
  try {
    return fault(value, dump);
  } catch (error) {
    if (error instanceof SyntaxError) return 'it is not JSON';
    throw error;
  }
}

function about(rule: ProbeRule | undefined): Pick<Annotation, 'rule' | 'says' | 'depends'> {
  return { rule: rule?.id, says: rule?.says, depends: rule?.depends ?? false };
}

function rulesOf({ kind }: ProbeDump): readonly ProbeRule[] {
  return rules.filter(({ kinds }) => kinds?.includes(kind) ?? true);
}

function byKey(one: Annotation, other: Annotation): number {
  return one.key < other.key ? -1 : Number(one.key > other.key);
}
