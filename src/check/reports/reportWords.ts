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

/** Gives an English text in the language of a reader; named as the editor names it, by which its texts are found. */
export interface Texts {
  readonly t: (text: string) => string;
}

/** The verdicts as people read them. */
export function verdictNames(l10n: Texts): Readonly<Record<CheckVerdict, string>> {
  return {
    pass: l10n.t('passed'),
    fail: l10n.t('failed'),
    warning: l10n.t('warning'),
    'not observable': l10n.t('could not be seen'),
    'not applicable': l10n.t('does not apply'),
  };
}

/** All that a report says beside the results. @param language as HTML names it */
export function reportWords(language: string, l10n: Texts): ReportWords {
  const names = verdictNames(l10n);
  return {
    language,
    title: l10n.t('Container check'),
    instead: l10n.t('Instead:'),
    columns: [l10n.t('Rule'), l10n.t('Verdict'), l10n.t('What'), l10n.t('Seen')],
    verdict: (verdict) => names[verdict],
  };
}

export const englishWords = reportWords('en', { t: (text) => text });

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
