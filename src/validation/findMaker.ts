import { posix, win32 } from 'node:path';
import { AppError } from '../contract/appError';
import { definitionKindOf } from '../definitions/definitionKinds';
import type { FileReader } from '../definitions/fileReader';
import { isInside, resolveReference, type ReferenceBase } from '../definitions/fileReference';
import { parseDefinition } from '../definitions/parseDefinition';

/**
 * The processing job, among the definitions beside this one, that writes to a place: what is not there yet will be once it
 * has run. @returns its file name; undefined when there is none
 */
export function findMaker(target: string, files: FileReader, base: ReferenceBase): string | undefined {
  const paths = base.style === 'win32' ? win32 : posix;
  const folder = paths.dirname(base.definitionPath);
  return files
    .list(folder)
    .filter((name) => definitionKindOf(name)?.kind === 'processing-job')
    .find((name) => {
      const definitionPath = paths.join(folder, name);
      const outputs = outputFolders(definitionPath, files, { ...base, definitionPath });
      return outputs.some((output) => isInside(target, output, paths));
    });
}

function outputFolders(path: string, files: FileReader, base: ReferenceBase): readonly string[] {
  const { definition } = parseDefinition(path, files.readText(path) ?? '');
  if (definition?.kind !== 'processing-job') return [];
  const outputs: unknown = definition.request.ProcessingOutputConfig?.Outputs;
  // Nobody has checked that file yet: its types are only promised.
  return (Array.isArray(outputs) ? (outputs as readonly unknown[]) : []).flatMap((output) => {
    const uri = (output as { readonly S3Output?: { readonly S3Uri?: unknown } } | null)?.S3Output?.S3Uri;
    return typeof uri === 'string' && uri.startsWith('file://') ? resolved(uri, base) : [];
  });
}

function resolved(uri: string, base: ReferenceBase): readonly string[] {
  try {
    return [resolveReference(uri, base)];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
