import type { Diagnostic } from '../definitions/diagnostic';

const ranks = { error: 0, warning: 1, info: 2 } as const;

/** Sorts what is worse first; what doesn't say is an error. */
export function bySeverity(a: Judged, b: Judged): number {
  return ranks[a.severity ?? 'error'] - ranks[b.severity ?? 'error'];
}

type Judged = Partial<Pick<Diagnostic, 'severity'>>;
