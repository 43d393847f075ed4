import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../contract/appError';
import type { BuildSpec } from '../engine';
import { contextFiles } from '../docker/buildContext';
import type { DockerfileStage } from '../../grammars/dockerfile/dockerfileStage';
import { imageFiles, type ContextFiles, type ImageFile, type ImageFiles } from '../../grammars/dockerfile/imageFiles';
import { readDockerfile } from '../../grammars/dockerfile/readDockerfile';

/** What stands for an image where no engine can build one: how its program is started, and the files that it copies. */
export interface ProcessImage {
  readonly name: string;
  readonly stage: DockerfileStage;
  readonly files: ImageFiles;
  /** What of the Dockerfile is not done, half a sentence each. */
  readonly notReproduced: readonly string[];
}

/**
 * Read a folder with a Dockerfile. Nothing is copied yet.
 * @throws AppError `image.build`
 */
export async function readImage(spec: BuildSpec): Promise<ProcessImage> {
  const file = path.join(spec.context, spec.dockerfile);
  const stages = readDockerfile(await readText(file, spec), file);
  const stage = stages.at(-1);
  if (!stage) throw new TypeError('a Dockerfile has at least one stage');
  const { files, notReproduced } = imageFiles(stage, stages, await readContext(spec));
  return { name: spec.tag, stage, files, notReproduced: [...stage.notReproduced, ...notReproduced] };
}

async function readText(file: string, spec: BuildSpec): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError(
      'image.build',
      `There is no ${spec.dockerfile} in ${spec.context}.`,
      'Create it, or point the "file://" reference to the folder that has one.',
      { cause },
    );
  }
}

async function readContext({ context, dockerfile }: BuildSpec): Promise<ContextFiles> {
  const names = await contextFiles(context, dockerfile);
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<readonly [string, ImageFile]> => {
        const source = path.join(context, name);
        const facts = await lstat(source);
        return [name, { kind: facts.isDirectory() ? 'folder' : facts.isSymbolicLink() ? 'link' : 'file', source }];
      }),
    ),
  );
}
