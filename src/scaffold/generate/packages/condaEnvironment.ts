import { dataAt, entryOf, type DataNode } from '../../../grammars/dataNode';
import { yamlData } from '../../../grammars/yamlData';
import { fileAt, textAt, type FolderFiles } from '../folderFiles';
import { joinedPaths, type LocalPaths } from './localPaths';
import { readLines, readRequirements } from './requirements';

/** What an environment of conda holds. */
export interface CondaEnvironment {
  /** Its own file, and lists of pip that it includes. */
  readonly files: readonly string[];
  readonly lines: readonly string[];
  readonly local: LocalPaths;
}

const names = ['environment.yml', 'environment.yaml', 'conda.yml', 'conda.yaml'];

/** The environment of a folder; undefined where there is none. */
export function readConda(folder: FolderFiles): CondaEnvironment | undefined {
  const path = names.find((name) => fileAt(folder, name));
  if (path === undefined) return undefined;
  const [root] = yamlData(textAt(folder, path));
  const list = root && entryOf(root, 'dependencies')?.value;
  const items = list?.kind === 'list' ? list.items : [];
  const inner = items.flatMap((item) => {
    const pip = dataAt(item, 'pip');
    return pip?.kind === 'list' ? pip.items : [];
  });
  // Entries of pip are the lines of a list, which may include others.
  const own = readLines(textsOf(inner).join('\n'), '', '');
  const included = readRequirements(folder, own.lists);
  return {
    files: [path, ...included.files],
    lines: [...textsOf(items).map((line) => line.split('::').at(-1) ?? line), ...own.lines, ...included.lines],
    local: joinedPaths([own.local, included.local]),
  };
}

function textsOf(items: readonly DataNode[]): readonly string[] {
  return items.flatMap((item) => (item.kind === 'text' ? [item.text.text] : []));
}
