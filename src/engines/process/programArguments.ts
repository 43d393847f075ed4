import type { ContainerSpec } from '../../contract/containerSpec';
import { AppError } from '../../contract/appError';
import { explainStartFailure } from '../startFailure';
import { imagePath, type DockerfileStage } from '../../grammars/dockerfile/dockerfileStage';
import { findProgram, type FoundProgram, type ProgramSearch } from './findProgram';
import type { ProcessImage } from './processImage';

/** The program and its arguments, as a container engine puts them together: a replaced ENTRYPOINT drops the image's CMD. */
export function programArguments(spec: ContainerSpec, stage: DockerfileStage): readonly string[] {
  const entrypoint = spec.entrypoint ?? stage.entrypoint;
  return [...entrypoint, ...(spec.arguments ?? (spec.entrypoint ? [] : stage.command))];
}

/** Find the program, or say why it can't be started. @throws AppError `container.start` */
export async function requireProgram(
  search: ProgramSearch & { readonly image: string },
): Promise<Extract<FoundProgram, { file: string }>> {
  if (search.name === '') {
    throw new AppError(
      'container.start',
      `${search.image} names no program to start.`,
      'Give its Dockerfile an ENTRYPOINT or a CMD.',
    );
  }
  const found = await findProgram(search);
  if ('file' in found) return found;
  throw explainStartFailure({
    image: search.image,
    program: search.name,
    fault: found.fault,
    engineText: found.detail,
  });
}

/** Folders of the image's PATH that hold something of the image. */
export function usedPath({ stage, files }: ProcessImage): readonly string[] {
  const folders = (stage.environment['PATH'] ?? imagePath).split(':');
  return folders.filter((folder) => [...files.keys()].some((file) => file.startsWith(`${folder}/`)));
}
