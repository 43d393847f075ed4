import { posix, win32 } from 'node:path';
import { AppError } from '../../contract/appError';
import type { FileReader } from '../../definitions/fileReader';
import { parseFileReference, resolveReference, type ReferenceBase } from '../../definitions/fileReference';
import { resolveImage } from '../../definitions/resolveReferences';
import type { DockerfileStage } from '../../grammars/dockerfile/dockerfileStage';
import { readDockerfile } from '../../grammars/dockerfile/readDockerfile';
import { copiedFile } from '../dockerfiles/imageSource';
import { plainText } from './hyperparameterValue';
import type { HyperparameterSite } from './hyperparameterSites';

/** The script that a toolkit in the image runs. */
export interface FoundScript {
  readonly name: string;
  /** Undefined where it is not on this machine. */
  readonly text?: string;
  /** It has the right name, but nothing says that it is the one. */
  readonly isGuessed: boolean;
}

const codeFolder = '/opt/ml/code';
/** Where people keep a script that they submit. */
const usualFolders = ['.', 'code', 'src', 'source', 'scripts'];

/** The script of a job, by SAGEMAKER_PROGRAM of the request or the image, or by the hyperparameter; undefined where no toolkit runs one. */
export function findScript(
  site: HyperparameterSite,
  image: string | undefined,
  base: ReferenceBase,
  files: FileReader,
): FoundScript | undefined {
  if (site.replacesProgram) return undefined;
  const built = image === undefined ? undefined : buildOf(image, base, files);
  const given = site.given.get('sagemaker_program');
  const program =
    site.environment['SAGEMAKER_PROGRAM'] ??
    built?.stage.environment['SAGEMAKER_PROGRAM'] ??
    (given === undefined ? undefined : plainText(given));
  // An entry point of one's own need not know of the toolkit.
  if (program === undefined || (built && built.stage.entrypoint.length > 0)) return undefined;
  const name = posix.basename(program);
  if (!program.endsWith('.py')) return { name, isGuessed: false };
  if (built) {
    const context = { folder: built.folder, files, style: base.style };
    const source = copiedFile(built.stage, posix.resolve(codeFolder, program), context)?.source;
    const text = source === undefined ? undefined : files.readText(source);
    if (text !== undefined) return { name, text, isGuessed: false };
  }
  const text = usualText(program, base, files);
  return { name, ...(text !== undefined && { text }), isGuessed: site.path.length > 0 };
}

interface Build {
  readonly folder: string;
  readonly stage: DockerfileStage;
}

/** The last stage of the Dockerfile that an image is built from. */
function buildOf(image: string, base: ReferenceBase, files: FileReader): Build | undefined {
  if (!parseFileReference(image)) return undefined;
  const paths = base.style === 'win32' ? win32 : posix;
  try {
    resolveReference(image, base);
    const plan = resolveImage(image, base, files);
    if (plan.kind !== 'build') return undefined;
    const text = files.readText(paths.join(plan.context, plan.dockerfile));
    const stage = text === undefined ? undefined : readDockerfile(text, plan.dockerfile).at(-1);
    return stage && { folder: plan.context, stage };
  } catch (error) {
    // What can't be resolved or built is told by other checks.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** A script of that name where a definition stands, or in a folder that is usual for it. */
function usualText(program: string, base: ReferenceBase, files: FileReader): string | undefined {
  const paths = base.style === 'win32' ? win32 : posix;
  const folder = paths.dirname(base.definitionPath);
  for (const usual of usualFolders) {
    const path = paths.join(folder, usual, program);
    if (paths.relative(folder, path).startsWith('..')) continue;
    const text = files.readText(path);
    if (text !== undefined) return text;
  }
  return undefined;
}
