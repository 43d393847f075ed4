import { join } from 'node:path';
import { englishWords, reportWords, type ReportWords } from '../check/reports/reportWords';
import { AppError } from '../contract/appError';
import { readBundle, readCatalogue } from '../texts/readCatalogue';
import { translator, type Translate } from '../texts/translator';

/** How a report is told to those who read another language. */
export interface ReportLanguage {
  readonly words: ReportWords;
  readonly translate: Translate;
}

/**
 * The words of a report in a language: those of the editor.
 * @param root absolute path of this program's folder
 * @throws AppError `check.language` where there are no texts in it
 */
export function reportLanguage(root: string, language: string): ReportLanguage {
  if (language === 'en') return { words: englishWords, translate: (text) => text };
  const folder = join(root, 'l10n');
  const [catalogue, bundle] = [readCatalogue(folder, language), readBundle(folder, language)];
  if (!catalogue || !bundle)
    throw new AppError('check.language', `There are no reports in ${language}.`, 'Write --language en or ja.');
  return { words: reportWords(language, { t: (text) => bundle[text] ?? text }), translate: translator(catalogue) };
}
