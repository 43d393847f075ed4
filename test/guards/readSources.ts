import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../machine/repository';
import type { Sources } from './importGraph';

/** All TypeScript files of src. */
export function readSources(): Sources {
  const root = join(repository, 'src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return new Map(files.sort().map((file) => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]));
}
