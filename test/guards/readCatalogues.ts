import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogue } from '../../src/texts/readCatalogue';
import type { Catalogue } from '../../src/texts/translator';
import { repository } from '../machine/repository';

/** The translations of the core's texts, by file name; `core.ja.json` counts as empty where it is missing. */
export function readCatalogues(): Readonly<Record<string, Catalogue>> {
  const folder = join(repository, 'l10n');
  const names = readdirSync(folder).filter((name) => name.startsWith('core.'));
  const languages = new Set(['ja', ...names.map((name) => name.split('.')[1] ?? '')]);
  return Object.fromEntries([...languages].map((one) => [`core.${one}.json`, readCatalogue(folder, one) ?? {}]));
}
