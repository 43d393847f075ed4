import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from './translator';

/**
 * The texts of the core in a language, `core.LANGUAGE.json`; undefined where there are none, so for English.
 * @param folder absolute path of l10n
 * @param language as editors call it: `ja`, `pt-br`
 */
export function readCatalogue(folder: string, language: string): Catalogue | undefined {
  return readTexts(folder, 'core', language);
}

/** The same of what the editor's side says, `bundle.l10n.LANGUAGE.json`. */
export function readBundle(folder: string, language: string): Catalogue | undefined {
  return readTexts(folder, 'bundle.l10n', language);
}

function readTexts(folder: string, name: string, language: string): Catalogue | undefined {
  if (!/^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(language)) return undefined;
  try {
    return JSON.parse(readFileSync(join(folder, `${name}.${language.toLowerCase()}.json`), 'utf8')) as Catalogue;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
