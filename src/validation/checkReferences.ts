import { posix, win32 } from 'node:path';
import { AppError } from '../contract/appError';
import type { Definition } from '../definitions/definition';
import { definitionKindOf, type DefinitionKind } from '../definitions/definitionKinds';
import type { FileReader } from '../definitions/fileReader';
import {
  escapes,
  isInside,
  parseFileReference,
  resolveReference,
  type ReferenceBase,
} from '../definitions/fileReference';
import type { FoundReference } from './checkSchema';
import { findMaker } from './findMaker';
import { pathText, type Problem } from './problem';
import { referenceRole } from './referenceRole';

/** Which definition file the name of another resource may be. */
const named: Readonly<Record<string, readonly DefinitionKind[]>> = {
  EndpointName: ['model', 'endpoint', 'endpoint-config'],
  ModelName: ['model'],
  AlgorithmName: ['algorithm'],
  EndpointConfigName: ['endpoint-config'],
  ModelPackageName: ['model-package'],
};

/** Follows the `file://` references of a definition: inside the project, there, and of the right kind. */
export function checkReferences(
  definition: Definition,
  references: readonly FoundReference[],
  files: FileReader,
  place: Omit<ReferenceBase, 'definitionPath'>,
): readonly Problem[] {
  const base = { ...place, definitionPath: definition.path };
  return references.flatMap((reference) => {
    try {
      const problem = checkTarget(reference, resolveReference(reference.value, base), files, base);
      return problem ? [problem] : [];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return [{ code: error.code, path: reference.path, message: error.message, action: error.action }];
    }
  });
}

function checkTarget(
  { path, value }: FoundReference,
  target: string,
  files: FileReader,
  base: ReferenceBase,
): Problem | undefined {
  const field = String(path.findLast((step) => typeof step === 'string'));
  const say = (code: string, message: string, action: string): Problem => ({ code, path, message, action });
  if (leavesByLink(value, target, files, base)) throw escapes(value, base.projectRoot);
  const isFolder = files.isDirectory(target);
  const role = referenceRole(path);
  if (role === 'output') {
    if (!files.isFile(target)) return undefined;
    return say(
      'reference.kind',
      `${pathText(path)} names the file ${target}, but artifacts go into a folder.`,
      'Name a folder.',
    );
  }
  if (!isFolder && !files.isFile(target)) {
    const maker = findMaker(target, files, base);
    return say(
      'reference.missing',
      `${pathText(path)} names ${target}, which does not exist${maker === undefined ? '' : ' yet'}.`,
      maker === undefined ? 'Create it, or correct the path after file://.' : `Run ${maker} first, which writes it.`,
    );
  }
  if (role === 'image') return checkImage({ path, value }, target, files, base);
  const wanted = named[field] ?? [];
  const kind = isFolder ? undefined : definitionKindOf(target)?.kind;
  if (wanted.length > 0 && !wanted.some((one) => one === kind)) {
    const names = wanted.map((one) => `*.${one}.json`).join(' or ');
    return say(
      'reference.kind',
      `${pathText(path)} names ${target}, which is no ${names} file.`,
      `Name a ${names} file.`,
    );
  }
  return undefined;
}

/** A folder must hold a Dockerfile; a file is taken for a Dockerfile. */
function checkImage(
  { path }: FoundReference,
  target: string,
  files: FileReader,
  { style }: ReferenceBase,
): Problem | undefined {
  const dockerfile = (style === 'win32' ? win32 : posix).join(target, 'Dockerfile');
  if (!files.isDirectory(target) || files.isFile(dockerfile)) return undefined;
  return {
    code: 'reference.dockerfile',
    path,
    message: `${pathText(path)} names the folder ${target}, which has no Dockerfile.`,
    action: 'Add a file called Dockerfile to it, or name the Dockerfile itself.',
  };
}

function leavesByLink(
  value: string,
  target: string,
  files: FileReader,
  { projectRoot, style }: ReferenceBase,
): boolean {
  if (parseFileReference(value)?.absolute) return false;
  return !isInside(files.realPath(target), files.realPath(projectRoot), style === 'win32' ? win32 : posix);
}
