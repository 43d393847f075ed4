/** Absolute path of the project's own folder: npm starts its scripts there. */
export const repository = process.cwd();
