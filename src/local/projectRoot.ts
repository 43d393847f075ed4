import { existsSync } from 'node:fs';
import path, { dirname, join } from 'node:path';
import { requestsFolder } from '../definitions/account';
import { isInside } from '../definitions/fileReference';

/** Folder below a project's root that holds everything that local runs leave. */
export const stateFolder = '.sagemaker';

/** The project that a folder belongs to: its nearest ancestor with a `.sagemaker` folder, else the folder itself. */
export function findProjectRoot(folder: string): string {
  return nearest(folder, stateFolder) ?? folder;
}

/**
 * The project of a folder that somebody has named: the one that we run in where the folder lies in it, else its own. Who names a folder
 * says that its files belong together, wherever they are.
 */
export function rootOfNamed(folder: string, projectRoot: string): string {
  return isBelow(folder, projectRoot) ? projectRoot : findProjectRoot(folder);
}

/**
 * The folder that relative `file://` references of a definition may not leave: the repository around the definition, else
 * its project, else the folder that we run in when the definition is inside it, else the definition's own folder.
 */
export function referenceBoundary(definitionFolder: string, projectRoot: string): string {
  return (
    nearest(definitionFolder, '.git') ??
    nearest(definitionFolder, stateFolder) ??
    (isBelow(definitionFolder, projectRoot) ? projectRoot : definitionFolder)
  );
}

function isBelow(folder: string, root: string): boolean {
  return isInside(folder, root, path);
}

/**
 * The folder that stands in for an AWS account for a request that came over the service's protocol, which is known by where it is kept;
 * undefined for a definition that somebody wrote.
 */
export function accountBehind(definitionFolder: string, projectRoot: string): string | undefined {
  const account = join(projectRoot, stateFolder);
  return definitionFolder === join(account, requestsFolder) ? account : undefined;
}

function nearest(folder: string, name: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, name))) return current;
    if (dirname(current) === current) return undefined;
  }
}
