import { parseS3Uri } from './account';
import type { ReferenceBase } from './fileReference';
import { resolveInput } from './resolveReferences';

/**
 * The archive of code that the toolkit of an image would fetch from S3: containers have no way to the folder that stands in for it, so it
 * is brought to them.
 * @param field where it is named, for messages
 * @returns absolute path; undefined where no folder stands in for S3, or nothing is to be fetched
 * @throws AppError `local.s3` for a key that can't be a path here
 */
export function resolveCode(field: string, value: string | undefined, base: ReferenceBase): string | undefined {
  const isArchive = /\.(tar|tar\.gz|tgz)$/.test(parseS3Uri(value)?.key ?? '');
  return isArchive && base.account !== undefined ? resolveInput(field, value, base) : undefined;
}

/** What a plan says of it, beside what else is not as on the platform. */
export function codeNote(field: string, code: string | undefined): readonly string[] {
  return code === undefined ? [] : [`${field} (unpacked beforehand: containers have no way to S3 here)`];
}
