import { folderOf, type FolderFiles } from '../folderFiles';

const preferred = ['requirements.txt', 'requirements/prod.txt', 'requirements/production.txt', 'requirements/base.txt'];

/**
 * The lists that say what programs need, not those for tests, documents and developers: that of the whole folder, else those that are nearest
 * to the programs.
 * @param programs paths of the programs
 */
export function requirementLists({ files }: FolderFiles, programs: readonly string[]): readonly string[] {
  const paths = files.map(({ path }) => path);
  const whole = paths
    .filter((path) => /^(?:requirements\/[\w.-]+|[\w-]*requirements[\w.-]*)\.txt$/i.test(path))
    .filter((path) => !/dev|test|doc|lint|ci\b|constraints|build/i.test(path));
  const [first] = [...preferred.filter((path) => whole.includes(path)), ...whole];
  if (first !== undefined) return [first];
  const inside = paths.filter(
    (path) => /^(?:[\w.-]+\/){1,3}requirements\.txt$/.test(path) && !/(?:^|\/)(?:tests?|docs?|examples?)\//i.test(path),
  );
  // Parts of a whole have their own; one that is alone counts for all.
  const nearest = programs.flatMap((program) => nearestTo(folderOf(program), inside) ?? []);
  return nearest.length > 0 ? [...new Set(nearest)] : inside.length === 1 ? inside : [];
}

function nearestTo(folder: string, lists: readonly string[]): string | undefined {
  for (let at = folder; at !== ''; at = folderOf(at)) {
    const list = lists.find((path) => folderOf(path) === at);
    if (list !== undefined) return list;
  }
  return undefined;
}
