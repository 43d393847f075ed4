import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from '../machine/cache';

/**
 * Install something as a user of plain processes would, and put it first on PATH.
 * @param install fills a folder @returns a function that takes it away again; it throws nothing
 */
export async function enter(name: string, install: (folder: string) => Promise<void>): Promise<() => void> {
  mkdirSync(cacheFolder, { recursive: true });
  // Not among temporary files: plain processes have a /tmp of their own.
  const folder = mkdtempSync(join(cacheFolder, `${name}-`));
  const before = process.env['PATH'] ?? '';
  const leave = (): void => {
    process.env['PATH'] = before;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await install(folder);
    process.env['PATH'] = [join(folder, 'bin'), before].join(delimiter);
    return leave;
  } catch (error) {
    leave();
    throw error;
  }
}
