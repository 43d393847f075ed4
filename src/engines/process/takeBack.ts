import { chmod, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Let the user read, change and remove what a program has written, whatever permissions it gave. Links are left alone. */
export async function takeBack(folder: string): Promise<void> {
  await grant(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await takeBack(file);
    else if (entry.isFile()) await grant(file, 0o600);
  }
}

async function grant(file: string, bits: number): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & bits) !== bits) await chmod(file, (mode & 0o7777) | bits);
}
