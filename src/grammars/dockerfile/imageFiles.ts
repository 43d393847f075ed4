import { posix } from 'node:path';
import { AppError } from '../../contract/appError';
import type { ChmodStep, CopyStep, DockerfileStage } from './dockerfileStage';
import { matchesPath } from './matchesPath';
import { stageOf } from './readDockerfile';

/** A file, folder or link that an image holds. */
export interface ImageFile {
  readonly kind: 'file' | 'folder' | 'link';
  /** Absolute path on this machine; undefined for a folder that only the image has. */
  readonly source?: string;
  /** Permission bits to set; undefined for those of `source`. */
  readonly mode?: number;
  readonly executable?: boolean;
}

/** Files by absolute path in the image. A folder that is only implied by a path below it isn't listed. */
export type ImageFiles = ReadonlyMap<string, ImageFile>;

/** Files of a build context by relative path with `/`. */
export type ContextFiles = ReadonlyMap<string, ImageFile>;

/** What the files of a stage are, and which of its steps could not be done. */
export interface StageFiles {
  readonly files: ImageFiles;
  readonly notReproduced: readonly string[];
}

/**
 * The files that COPY and ADD put into a stage.
 * @throws AppError `image.build` when a source is not there
 */
export function imageFiles(
  stage: DockerfileStage,
  stages: readonly DockerfileStage[],
  context: ContextFiles,
): StageFiles {
  const files = new Map<string, ImageFile>();
  const notReproduced: string[] = [];
  for (const step of stage.steps) {
    if (step.kind === 'chmod') {
      makeExecutable(step, files);
      continue;
    }
    const from = step.from === undefined ? undefined : stageOf(stages.slice(0, stages.indexOf(stage)), step.from);
    if (step.from !== undefined && !from) {
      notReproduced.push(step.text);
      continue;
    }
    const tree = from ? relative(imageFiles(from, stages, context).files) : context;
    if (!copy(step, tree, files)) {
      // What an earlier stage made with RUN is not there to be copied.
      if (from) notReproduced.push(step.text);
      else throw missing(step);
    }
  }
  return { files, notReproduced };
}

function makeExecutable(step: ChmodStep, files: Map<string, ImageFile>): void {
  for (const [path, file] of files) {
    const hit = step.targets.some(
      (target) => matchesPath(target, path) || (step.recursive && path.startsWith(`${target}/`)),
    );
    if (hit && file.kind === 'file') files.set(path, { ...file, executable: true });
  }
}

function relative(files: ImageFiles): ContextFiles {
  return new Map([...files].map(([path, file]) => [path.slice(1), file]));
}

/** @returns whether every source matched something */
function copy(step: CopyStep, tree: ContextFiles, files: Map<string, ImageFile>): boolean {
  const matched = step.sources.map((source) => matches(source, tree));
  const many = matched.flat().length > 1;
  for (const path of matched.flat()) {
    const folder = `${path}/`;
    const below = [...tree].filter(([other]) => path === '' || other.startsWith(folder));
    const target = step.target.replace(/(.)\/$/, '$1');
    const own = tree.get(path);
    if (path === '' || own?.kind === 'folder' || (!own && below.length > 0)) {
      put(files, target, { kind: 'folder' }, step);
      for (const [other, file] of below)
        put(files, posix.join(target, path === '' ? other : other.slice(folder.length)), file, step);
    } else if (own) {
      const into = many || step.target.endsWith('/') || step.target === '/' || files.get(target)?.kind === 'folder';
      put(files, into ? posix.join(target, posix.basename(path)) : target, own, step);
    }
  }
  return matched.every((found) => found.length > 0);
}

function put(files: Map<string, ImageFile>, path: string, file: ImageFile, step: CopyStep): void {
  const mode = file.kind === 'file' && typeof step.mode === 'number' ? { mode: step.mode } : {};
  files.set(path, { ...file, ...mode });
}

/** Paths that a source of COPY means, the whole tree being ''. */
function matches(source: string, tree: ContextFiles): string[] {
  const path = posix.normalize(`/${source}`).slice(1).replace(/\/$/, '');
  if (path === '') return [''];
  const exact = tree.has(path) || [...tree.keys()].some((other) => other.startsWith(`${path}/`));
  return exact ? [path] : [...tree.keys()].filter((other) => matchesPath(path, other));
}

function missing(step: CopyStep): AppError {
  return new AppError(
    'image.build',
    `Building failed at "${step.text}": not everything that it names is in the build context.`,
    'Correct the path, which is relative to the folder of the image, or .dockerignore, which may leave it out.',
  );
}
