import type { CheckedRule, CheckVerdict } from '../../jobs/containerCheck';
import type { PageLink } from './checkResults';

/** What a report says beside the results, in the language of who reads it. */
export interface ReportWords {
  /** As HTML names languages: `en`, `ja`. */
  readonly language: string;
  readonly title: string;
  readonly instead: string;
  /** Rule, verdict, what, seen. */
  readonly columns: readonly [string, string, string, string];
  readonly verdict: (verdict: CheckVerdict) => string;
}

/** How a report is written. */
export interface ReportStyle {
  /** Leads to the pages of the rules, for a report that is read where they are. */
  readonly pageLink?: PageLink;
  readonly words: ReportWords;
}

export const englishWords: ReportWords = {
  language: 'en',
  title: 'Container check',
  instead: 'Instead:',
  columns: ['Rule', 'Verdict', 'What', 'Seen'],
  verdict: (verdict) => verdict,
};

/** A rule as people read it; what the container said itself stays as it is. */
export function ruleInLanguage(rule: CheckedRule, translate: (text: string) => string): CheckedRule {
  const { title, because, why, fix } = rule;
  return {
    ...rule,
    title: translate(title),
    because: translate(because),
    why: translate(why),
    fix: translate(fix),
  };
}
