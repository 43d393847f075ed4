import { posix, win32 } from 'node:path';
import type { FileReader } from '../../definitions/fileReader';
import type { PathStyle } from '../../definitions/fileReference';
import type { CopyStep, DockerfileStage } from '../../grammars/dockerfile/dockerfileStage';
import { matchesPath } from '../../grammars/dockerfile/matchesPath';
import { readChmod } from '../../grammars/dockerfile/readChmod';

/** A build context on this machine. */
export interface BuildContext {
  readonly folder: string;
  readonly files: FileReader;
  readonly style: PathStyle;
}

/** A file of an image that a COPY brings. */
export interface CopiedFile {
  /** Absolute path on this machine. */
  readonly source: string;
  readonly step: CopyStep;
}

/** The file of the build context that stands at a path of the image, as the last COPY that brings it left it; undefined for any other. */
export function copiedFile(stage: DockerfileStage, path: string, context: BuildContext): CopiedFile | undefined {
  for (const step of [...stage.steps].reverse()) {
    if (step.kind !== 'copy' || step.from !== undefined) continue;
    const source = expanded(step, context).flatMap((one) => sourceAt(one, step, path, context))[0];
    if (source !== undefined) return { source, step };
  }
  return undefined;
}

/** Paths of the sources of a COPY from the context, patterns resolved. */
function expanded({ sources }: CopyStep, { folder, files, style }: BuildContext): readonly string[] {
  return sources.flatMap((source) => {
    const path = posix.normalize(`/${source}`).slice(1).replace(/\/$/, '');
    if (!/[*?[]/.test(path)) return [path];
    const parent = posix.dirname(path);
    // A pattern among the folders is too much to look for here.
    if (/[*?[]/.test(parent)) return [];
    const names = files.list(pathsOf(style).join(folder, parent));
    return names.map((name) => posix.join(parent, name)).filter((name) => matchesPath(path, name));
  });
}

function sourceAt(
  source: string,
  step: CopyStep,
  path: string,
  { folder, files, style }: BuildContext,
): readonly string[] {
  const paths = pathsOf(style);
  const local = paths.join(folder, source);
  const target = step.target.replace(/(.)\/$/, '$1');
  if (files.isDirectory(local)) {
    const start = target === '/' ? '/' : `${target}/`;
    const inside = path.startsWith(start) ? paths.join(local, path.slice(start.length)) : '';
    return files.isFile(inside) ? [inside] : [];
  }
  const isFolder = step.target.endsWith('/') || step.sources.length > 1 || /[*?[]/.test(step.sources[0] ?? '');
  const place = isFolder ? posix.join(target, posix.basename(source)) : target;
  return place === path && files.isFile(local) ? [local] : [];
}

/**
 * Whether something else than the files of the build context may have put a program there: another stage, an archive, a text or a download,
 * a command, a folder that has yet to be made.
 * @param paths of the image where it would be found
 */
export function mayBeElsewhere(
  stage: DockerfileStage,
  name: string,
  paths: readonly string[],
  context: BuildContext,
): boolean {
  return (
    stage.steps.some((step) => step.kind === 'copy' && bringsUnknown(step, paths, context)) ||
    stage.steps.some((step) => step.kind === 'copy' && (step.from !== undefined || step.isUnpacked === true)) ||
    stage.written.some((text) => text.includes(name)) ||
    stage.commands.some((command) => makes(command, name)) ||
    // Who changes a file knows that it is there.
    stage.steps.some(
      (step) => step.kind === 'chmod' && step.targets.some((target) => paths.some((path) => matchesPath(target, path))),
    )
  );
}

/** Whether a COPY brings something that is not there, or not yet, to a folder above one of the paths. */
function bringsUnknown(step: CopyStep, paths: readonly string[], { folder, files, style }: BuildContext): boolean {
  const start = step.target.replace(/\/?$/, '/');
  const below = paths.filter((path) => path.startsWith(start)).map((path) => posix.basename(path));
  const missing = step.sources.filter((source) => {
    const path = pathsOf(style).join(folder, source);
    return !files.isFile(path) && !files.isDirectory(path);
  });
  // One of that name is the program itself, and missing.
  return below.length > 0 && missing.some((source) => !below.includes(posix.basename(source)));
}

/** A file that is only made executable has to be there before. */
function makes(command: string, name: string): boolean {
  const own = command.split(/&&|;|\n/).filter((part) => readChmod(part).rest);
  return own.some((part) => part.includes(name) || /\b(pip|pip3|conda|uv|poetry|make)\b/.test(part));
}

/** Whether all that is copied lies beside the Dockerfile: else the image is built from another folder, or something makes it first. */
export function hasSources({ steps }: DockerfileStage, { folder, files, style }: BuildContext): boolean {
  return steps.every((step) => {
    if (step.kind !== 'copy' || step.from !== undefined) return true;
    return step.sources.every((source) => {
      const path = pathsOf(style).join(folder, source);
      const isPattern = /[*?[$]/.test(source);
      return isPattern
        ? files.isDirectory(pathsOf(style).dirname(path))
        : files.isFile(path) || files.isDirectory(path);
    });
  });
}

/** Files of the context that a COPY brings, a folder's own ones among them; not those of its folders. */
export function copiedFiles(step: CopyStep, context: BuildContext): readonly string[] {
  const paths = pathsOf(context.style);
  return expanded(step, context).flatMap((source) => {
    const path = paths.join(context.folder, source);
    if (!context.files.isDirectory(path)) return [path];
    return context.files.list(path).map((name) => paths.join(path, name));
  });
}

/** How paths of this machine are written. */
export function pathsOf(style: PathStyle): typeof posix {
  return style === 'win32' ? win32 : posix;
}
