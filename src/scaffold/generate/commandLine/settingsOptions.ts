import { dataAt, type DataNode } from '../../../grammars/dataNode';
import { yamlData } from '../../../grammars/yamlData';
import type { SettingsUse } from './commandLine';
import { below, fileAt, folderOf, type FolderFiles } from '../folderFiles';
import type { ProgramOption } from './programOption';

/** Groups inside of groups. */
const deepest = 4;

/**
 * The values of a file of settings as options, by their names with dots; with the files that its `defaults` name.
 * @param program the path of the program that reads it
 * @returns undefined where the file is not there
 */
export function settingsOptions(
  folder: FolderFiles,
  program: string,
  { path, isBeside }: SettingsUse,
): readonly ProgramOption[] | undefined {
  const place = within(isBeside ? below(folderOf(program), path) : path);
  const root = rootOf(folder, place);
  if (!root) return undefined;
  const found = new Map([...groupsOf(folder, place, root), ...leavesOf(root, '', 0)].map((one) => [one.name, one]));
  return [...found.values()];
}

function within(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function rootOf(folder: FolderFiles, path: string): DataNode | undefined {
  const text = (fileAt(folder, path) ?? fileAt(folder, path.replace(/\.yaml$/, '.yml')))?.text;
  return text === undefined ? undefined : yamlData(text)[0];
}

/** Hydra's list of other files: `- model: rf` is model/rf.yaml, whose values are below `model`. */
function groupsOf(folder: FolderFiles, path: string, root: DataNode): readonly ProgramOption[] {
  const list = dataAt(root, 'defaults');
  const items = list?.kind === 'list' ? list.items : [];
  return items.flatMap((item): readonly ProgramOption[] => {
    if (item.kind !== 'map') return [];
    return item.entries.flatMap(({ key, value }) => {
      const group = key.text.replace(/^override\s+/, '');
      const file =
        value.kind === 'text' ? below(folderOf(path), `${group}/${value.text.text.replace(/\.ya?ml$/, '')}.yaml`) : '';
      const other = rootOf(folder, file);
      return other && !group.startsWith('hydra') ? leavesOf(other, `${group.replaceAll('/', '.')}.`, 0) : [];
    });
  });
}

function leavesOf(node: DataNode, prefix: string, depth: number): readonly ProgramOption[] {
  if (node.kind !== 'map' || depth > deepest) return [];
  return node.entries.flatMap(({ key, value }): readonly ProgramOption[] => {
    const name = `${prefix}${key.text}`;
    if (name === 'defaults' || name === 'hydra' || !/^[\w.-]+$/.test(name)) return [];
    if (value.kind === 'map') return leavesOf(value, `${name}.`, depth + 1);
    const text = value.kind === 'text' ? value.text.text : value.kind === 'plain' ? value.value : undefined;
    // What is put together of others is not known, and what is empty is nothing to begin with.
    if (text === undefined || text.includes('${')) return [];
    if (text === '???') return [{ name, type: 'string', required: true }];
    return [{ name, type: typeOf(text), default: /^(?:null|~)$/i.test(text) ? '' : text }];
  });
}

function typeOf(text: string): ProgramOption['type'] {
  if (/^-?\d+$/.test(text)) return 'integer';
  return /^-?(?:\d+\.\d*|\.\d+|\d+)(?:e[+-]?\d+)?$/i.test(text) ? 'float' : 'string';
}
