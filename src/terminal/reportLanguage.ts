import { join } from 'node:path';
import { englishWords, type ReportWords } from '../check/reports/reportWords';
import { AppError } from '../contract/appError';
import type { CheckVerdict } from '../jobs/containerCheck';
import { readBundle, readCatalogue } from '../texts/readCatalogue';
import { translator, type Translate } from '../texts/translator';

/** How a report is told to those who read another language. */
export interface ReportLanguage {
  readonly words: ReportWords;
  readonly translate: Translate;
}

/** What the editor calls the verdicts; its translations are taken. */
const verdicts: Readonly<Record<CheckVerdict, string>> = {
  pass: 'passed',
  fail: 'failed',
  warning: 'warning',
  'not observable': 'could not be seen',
  'not applicable': 'does not apply',
};

/**
 * The words of a report in a language.
 * @param root absolute path of this program's folder
 * @throws AppError `check.language` where there are no texts in it
 */
export function reportLanguage(root: string, language: string): ReportLanguage {
  if (language === 'en') return { words: englishWords, translate: (text) => text };
  const folder = join(root, 'l10n');
  const [catalogue, bundle] = [readCatalogue(folder, language), readBundle(folder, language)];
  if (!catalogue || !bundle)
    throw new AppError('check.language', `There are no reports in ${language}.`, 'Write --language en or ja.');
  const say = (text: string) => bundle[text] ?? text;
  const { title, instead, columns } = englishWords;
  const [rule, verdict, what, seen] = columns;
  const words: ReportWords = {
    language,
    title: say(title),
    instead: say(instead),
    columns: [say(rule), say(verdict), say(what), say(seen)],
    verdict: (one) => say(verdicts[one]),
  };
  return { words, translate: translator(catalogue) };
}
