import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Absolute path of the project's own folder: npm starts its scripts there. */
export const repository = process.cwd();

/** The program as it is shipped. @throws Error when it was not built */
export function builtProgram(): string {
  const program = join(repository, 'dist', 'cli.js');
  if (existsSync(program)) return program;
  throw new Error('This benchmark needs the program: npm run build');
}
