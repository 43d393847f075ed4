import type { ProbeDump, ProbeKind } from './probeDump';

/** What the contract says about some observations of a probe. */
export interface ProbeRule {
  /** Id of the rule, for example `T35`. */
  readonly id: string;
  /** Kinds of containers that it is about; all when absent. */
  readonly kinds?: readonly ProbeKind[];
  /** Key of the observations that it is about: a whole key, or a pattern of keys. */
  readonly key: string | RegExp;
  /** The rule, as half a sentence. */
  readonly says: string;
  /**
   * In which way a value is not as the rule says; undefined when it is. A rule without this names an open point: no source
   * settles what to expect.
   */
  readonly fault?: (value: unknown, dump: ProbeDump) => string | undefined;
  /** The whole key must have been observed; what its absence means. */
  readonly required?: string;
  /** What is found depends on the machine and its network. */
  readonly depends?: boolean;
}

/** Expects one value. */
export function is(expected: unknown): (value: unknown) => string | undefined {
  const text = JSON.stringify(expected);
  return (value) => (JSON.stringify(value) === text ? undefined : `it should be ${text}`);
}

/** Expects a text that a pattern describes. @param what the pattern in words */
export function matches(pattern: RegExp, what: string): (value: unknown) => string | undefined {
  return (value) => (typeof value === 'string' && pattern.test(value) ? undefined : `it should be ${what}`);
}

/** Expects that nothing is there. */
export function absent(): string {
  return 'it should not be there';
}

/** Expects anything, so it is enough that it is there. */
export function present(): undefined {
  return undefined;
}
