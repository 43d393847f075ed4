import { existsSync } from 'node:fs';
import { imagePath } from '../../grammars/dockerfile/dockerfileStage';

/** Folders of system programs; the last one is where NixOS has them. */
const folders = [...imagePath.split(':'), '/run/current-system/sw/bin'];

/** A program of the system by its absolute path, so that neither PATH nor an image can put another one in its place. */
export function systemProgram(name: string): string {
  return folders.map((folder) => `${folder}/${name}`).find((file) => existsSync(file)) ?? name;
}
