import { AppError } from '../contract/appError';
import { objectPath, parseS3Uri, requestPath } from './account';
import type { DefinitionKind } from './definitionKinds';
import { parseFileReference, resolveReference, type ReferenceBase } from './fileReference';
import type { ImagePlan } from './plan';

/** Where a definition stands; `definitionPath` is filled in from the definition itself. */
export type ResolveBase = Omit<ReferenceBase, 'definitionPath'>;

/** The one thing that resolving must know of the disk. */
export interface FolderReader {
  isDirectory(path: string): boolean;
}

/** An image as the request names it: a folder or Dockerfile to build, or a name for the engine. */
export function resolveImage(value: string, base: ReferenceBase, files: FolderReader): ImagePlan {
  if (!parseFileReference(value)) return { kind: 'name', name: value };
  const path = resolveReference(value, base);
  if (files.isDirectory(path)) return { kind: 'build', context: path, dockerfile: 'Dockerfile' };
  const cut = Math.max(path.lastIndexOf('/'), base.style === 'win32' ? path.lastIndexOf('\\') : -1);
  return { kind: 'build', context: path.slice(0, cut) || path.slice(0, cut + 1), dockerfile: path.slice(cut + 1) };
}

/** An input that must be on this machine. @throws AppError `local.s3` for one in S3 */
export function resolveInput(field: string, value: string | undefined, base: ReferenceBase): string {
  if (value !== undefined && parseFileReference(value)) return resolveReference(value, base);
  const stored = resolveObject(value, base);
  if (stored !== undefined) return stored;
  throw new AppError(
    'local.s3',
    `${base.definitionPath}: ${field} is ${value ?? 'missing'}; a local run reads from this machine.`,
    'Download the data and name it as file://folder.',
  );
}

/** The folder that an output goes to; undefined for one in S3, which stays with the job. */
export function resolveOutput(value: string | undefined, base: ReferenceBase): string | undefined {
  if (value !== undefined && parseFileReference(value)) return resolveReference(value, base);
  return resolveObject(value, base);
}

/** What an `s3://` URI means where a folder stands in for S3. @throws AppError `local.s3` for a key that can't be a path here */
function resolveObject(
  value: string | undefined,
  { account, style, definitionPath }: ReferenceBase,
): string | undefined {
  const location = parseS3Uri(value);
  if (!location || account === undefined) return undefined;
  const path = objectPath(account, location, style);
  if (path !== undefined) return path;
  const why = `${definitionPath}: ${String(value)} can't be a path on this machine.`;
  throw new AppError(
    'local.s3',
    why,
    'Use a key without "..", empty parts and names that the system keeps for itself.',
  );
}

/**
 * The definition file behind a resource's name: a reference, or where a folder stands in for an account, the request of that name.
 * @returns absolute path; undefined for a name that means nothing here
 */
export function resolveResource(kind: DefinitionKind, name: string, base: ReferenceBase): string | undefined {
  if (parseFileReference(name)) return resolveReference(name, base);
  if (base.account === undefined || !/^[a-zA-Z0-9][a-zA-Z0-9-]*$/.test(name)) return undefined;
  return requestPath(base.account, kind, name, base.style);
}

/** Something that the request asks for and a local run can't do yet. */
export function unsupported(definitionPath: string, what: string, action: string): AppError {
  return new AppError('local.unsupported', `${definitionPath}: ${what} is not supported by local runs yet.`, action);
}

/** Sentences for the fields of a request that are set and have no effect here. */
export function withoutEffect(request: object, fields: Readonly<Record<string, string>>): string[] {
  const set = new Set(
    Object.entries(request).flatMap(([field, value]) => (value === undefined || value === false ? [] : [field])),
  );
  return Object.entries(fields).flatMap(([field, why]) => (set.has(field) ? [`${field} (${why})`] : []));
}
