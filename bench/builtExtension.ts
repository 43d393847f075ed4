import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository';

/**
 * Puts the built extension where an editor looks for it.
 * @param changes to its manifest
 * @returns its folder
 */
export function installBuilt(extensions: string, changes: Readonly<Record<string, unknown>> = {}): string {
  const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { publisher, name, version } = manifest;
  const folder = join(extensions, `${String(publisher)}.${String(name)}-${String(version)}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, ...changes }));
  for (const part of ['package.nls.json', 'dist', 'media', 'schemas', 'l10n']) {
    const source = join(repository, part);
    if (existsSync(source)) cpSync(source, join(folder, part), { recursive: true });
  }
  return folder;
}
