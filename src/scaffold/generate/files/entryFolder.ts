import { fileAt, type FolderFiles } from '../folderFiles';

/** What a folder of entry points is called. */
const usual = 'entrypoints';
/** Where that one is taken; a number follows where this one is too. */
const other = 'sagemaker-entrypoints';

/** The first line of a file that is written with entry points: by it a folder is known for ours. */
export const entryFolderMark = "# A container can't start a program whose lines end with CRLF.";

/** Where that line stands. */
export const entryFolderFile = '.gitattributes';

/** Whether a folder is called as that of entry points is. */
export function isEntryFolder(path: string): boolean {
  return path.toLowerCase() === usual;
}

/** The folder for entry points: ours of a time before, else one that holds nothing of others, who might be started instead. */
export function entryFolderOf(folder: FolderFiles): string {
  const isUsable = (name: string): boolean => isOurs(folder, name) || isFree(folder, name);
  if (isUsable(usual)) return usual;
  let name = other;
  for (let number = 2; !isUsable(name); number += 1) name = `${other}-${String(number)}`;
  return name;
}

function isOurs(folder: FolderFiles, name: string): boolean {
  return fileAt(folder, `${name}/${entryFolderFile}`)?.text?.startsWith(entryFolderMark) === true;
}

/** On most systems capitals make no other name. */
function isFree({ files, links }: FolderFiles, name: string): boolean {
  return [...files.map(({ path }) => path), ...links].every((path) => !`${path.toLowerCase()}/`.startsWith(`${name}/`));
}

/** Why entry points are not where they would be, as sentences. */
export function entryFolderReason(folder: FolderFiles): readonly string[] {
  const name = entryFolderOf(folder);
  return name === usual
    ? []
    : [`${usual} holds programs of somebody else: what the platform starts is in ${name} instead.`];
}
