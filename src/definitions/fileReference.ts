import { posix, win32, type PlatformPath } from 'node:path';
import { AppError } from '../contract/appError';

/** Where a `file://` value points: at a path from the definition file's folder, or at an absolute one. */
export interface FileReference {
  readonly path: string;
  readonly absolute: boolean;
}

/** `win32` understands drive letters and back slashes; `posix` takes both for letters of a name. */
export type PathStyle = 'posix' | 'win32';

const scheme = 'file://';

/**
 * Takes a value apart: `file://data`, `file://./data` and `file://../data` are relative, `file:///data` and `file:///C:/data`
 * absolute, the last with its slash before the drive letter. Percent escapes are decoded where all of them are valid, else the text counts as it stands.
 * @returns undefined for any other value
 */
export function parseFileReference(value: unknown): FileReference | undefined {
  if (typeof value !== 'string' || !value.startsWith(scheme)) return undefined;
  const path = decoded(value.slice(scheme.length));
  return { path, absolute: path.startsWith('/') };
}

/** The value that refers to a path from the definition file's folder: the other direction of `parseFileReference`. */
export function fileReferenceTo(relativePath: string): string {
  return scheme + relativePath.replace(/\\/g, '/').replace(/%/g, '%25');
}

/** Where a definition file stands, for the references in it. */
export interface ReferenceBase {
  /** Absolute path of the definition file. */
  readonly definitionPath: string;
  /** Absolute path of the folder that relative references must stay in. */
  readonly projectRoot: string;
  readonly style: PathStyle;
  /**
   * Absolute path of the folder that stands in for an AWS account, where `s3://` and names of resources mean what is in it; undefined
   * for a definition that somebody wrote here.
   */
  readonly account?: string;
}

/**
 * The absolute path that a `file://` value means. Touches no disk: links are followed by whoever opens it.
 * @throws AppError `reference.escapes` when a relative reference leaves the project, `reference.invalid` when it names no path
 */
export function resolveReference(value: string, base: ReferenceBase): string {
  const reference = parseFileReference(value);
  const paths = base.style === 'win32' ? win32 : posix;
  if (!reference || reference.path === '' || reference.path.includes('\0')) {
    throw new AppError(
      'reference.invalid',
      `"${value}" names no file or folder.`,
      'Write file://path, from the folder of the definition file.',
    );
  }
  const path = base.style === 'win32' ? reference.path.replace(/^\/(?=[A-Za-z]:([/\\]|$))/, '') : reference.path;
  // On Windows, a root without a drive letter is that of the definition's drive.
  const absolute = paths.resolve(paths.dirname(base.definitionPath), path);
  if (!reference.absolute && !isInside(absolute, base.projectRoot, paths)) throw escapes(value, base.projectRoot);
  return absolute;
}

/** Whether a path is a folder or lies in it. Both are absolute. */
export function isInside(path: string, folder: string, paths: PlatformPath): boolean {
  const way = paths.relative(folder, path);
  return way !== '..' && !way.startsWith(`..${paths.sep}`) && !paths.isAbsolute(way);
}

/** The error for a relative reference that leads out of the project, also by a link. */
export function escapes(value: string, projectRoot: string): AppError {
  return new AppError(
    'reference.escapes',
    `"${value}" leads out of the project ${projectRoot}.`,
    'Move it into the project, or name it by its absolute path: file:///…',
  );
}

/** `encoded` with its percent escapes resolved, unless one of them is no UTF-8: then a percent sign is just a percent sign. */
function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
