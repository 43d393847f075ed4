import { join } from 'node:path';

/** Absolute path of the project's own folder. */
export const repository = join(__dirname, '..');
