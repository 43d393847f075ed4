import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../machine/repository';
import type { Ids, Manifest, ManifestFacts, Translations } from './manifestRules';
import { readSources } from './readSources';

/** The manifest of this repository, with all that it is compared to. */
export async function readManifest(): Promise<ManifestFacts> {
  return {
    manifest: readJson('package.json') as Manifest,
    ids: await readIds(),
    manifestTexts: readTexts('.', /^package\.nls(\.[\w-]+)?\.json$/),
    codeTexts: readTexts('l10n', /^bundle\.l10n\.[\w-]+\.json$/),
    sources: readSources(),
    files: [...filesOf('media'), ...filesOf('schemas')],
  };
}

/** Without an editor side in the code there are no ids, and none may be in the manifest. */
async function readIds(): Promise<Ids> {
  const file = join(repository, 'src/vscode/ids.ts');
  const none = { commandIds: [], viewIds: [], settingIds: [], contextKeys: [] };
  return existsSync(file) ? { ...none, ...((await import(file)) as Partial<Ids>) } : none;
}

function readTexts(folder: string, name: RegExp): Readonly<Record<string, Translations>> {
  const path = join(repository, folder);
  const files = existsSync(path) ? readdirSync(path).filter((file) => name.test(file)) : [];
  return Object.fromEntries(files.map((file) => [file, readJson(join(folder, file)) as Translations]));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(repository, file), 'utf8'));
}

function filesOf(folder: string): readonly string[] {
  const path = join(repository, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(repository.length + 1)
        .replaceAll('\\', '/'),
    );
}
