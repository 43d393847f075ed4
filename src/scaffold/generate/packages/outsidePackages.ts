import { few, type FolderFacts } from '../folderFacts';
import type { ChosenPrograms } from '../program';
import type { ContainerKind } from '../proposal';

/** What lists name outside of the folder, and the command for the folder above that holds it too. */
export function outsideReason(
  { folder, dependencies }: FolderFacts,
  kind: ContainerKind,
  programs: ChosenPrograms,
): readonly string[] {
  const { outside } = dependencies.local;
  const { above = [] } = folder;
  if (outside.length === 0) return [];
  const list = dependencies.roots.join(' with ');
  const levels = Math.max(...outside.map((path) => path.split('/').filter((part) => part === '..').length));
  // Only lists are looked for beside programs.
  const isKnown = dependencies.way === 'requirements' && outside.every((path) => path.startsWith('..'));
  if (!isKnown || levels > above.length)
    return [
      `${list} names ${few(outside)}, which is not below this folder, so that no image of it can hold it: generate for the folder above.`,
    ];
  const place = [...above.slice(0, levels - 1).reverse(), folder.name].join('/');
  const chosen = Object.values(programs).flatMap(({ role, path }) => ['--set', `${role}=${place}/${path}`]);
  const up = Array.from({ length: levels }, () => '..').join('/');
  return [
    `${list} names ${few(outside)}, which is not below this folder, so that no image of it can hold it. For the folder that holds both: sagemaker-containers generate ${up} --kind ${kind} ${chosen.join(' ')}`,
  ];
}
