import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Make a folder that keeps itself out of git: what is in it is about this machine and this user. @param path absolute */
export async function makeIgnoredFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await writeFile(join(path, '.gitignore'), '*\n');
}
