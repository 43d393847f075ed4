import type { CheckedRule, CheckUse, CheckVerdict } from '../../jobs/containerCheck';

/** Everything that a check came to. */
export interface CheckResults {
  /** What was checked, as it was named. */
  readonly target: string;
  readonly rules: readonly CheckedRule[];
  /** What for, by container. */
  readonly uses: Readonly<Record<string, readonly CheckUse[]>>;
  readonly engine: string;
}

/** The address of a rule's page in a report, by the page's path in this repository. */
export type PageLink = (page: string) => string;

/** How often each verdict came. */
export function countVerdicts(rules: readonly CheckedRule[]): Readonly<Record<CheckVerdict, number>> {
  const counts = { pass: 0, fail: 0, warning: 0, 'not applicable': 0, 'not observable': 0 };
  for (const { verdict } of rules) counts[verdict] += 1;
  return counts;
}

/** Results by container, the bad ones first, in the order of the rules otherwise. */
export function byContainer(rules: readonly CheckedRule[]): ReadonlyMap<string, readonly CheckedRule[]> {
  const order: readonly CheckVerdict[] = ['fail', 'warning', 'not observable', 'pass', 'not applicable'];
  const sorted = [...rules].sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
  const found = new Map<string, CheckedRule[]>();
  for (const rule of sorted) found.set(rule.container, [...(found.get(rule.container) ?? []), rule]);
  return found;
}

/** Text as XML and HTML want it; characters that XML has no place for are left out. */
export function escapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  const allowed = text.replace(/[^\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
  return allowed.replace(/[&<>"']/g, (one) => named[one] ?? one);
}
