import { AppError } from '../contract/appError';
import { annotate } from './annotate';
import type { ProbeDump } from './probeDump';
import { isOfTheMachine, stableValue } from './stableValue';

/** An observation that two containers did not share. */
export interface Difference {
  readonly key: string;
  readonly rule: string | undefined;
  /** Values as JSON; undefined where it was not observed. */
  readonly here: unknown;
  readonly there: unknown;
}

/**
 * What two dumps of the same kind of container do not share, in the order of the keys; addresses, accounts and what is a
 * matter of the machine are not compared.
 * @throws AppError `probe.kind` when they are of different kinds
 */
export function compareDumps(here: ProbeDump, there: ProbeDump): readonly Difference[] {
  if (here.kind !== there.kind)
    throw new AppError(
      'probe.kind',
      `One dump is of ${here.kind}, the other of ${there.kind}.`,
      'Compare dumps of the same kind of container.',
    );
  const rules = new Map([...annotate(there), ...annotate(here)].map(({ key, rule }) => [key, rule]));
  return [...rules]
    .filter(([key]) => !isOfTheMachine(key) && text(here, key) !== text(there, key))
    .map(([key, rule]) => ({ key, rule, here: here.observed[key], there: there.observed[key] }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

function text({ observed }: ProbeDump, key: string): string {
  return key in observed ? JSON.stringify(stableValue(key, observed[key])) : '';
}
