import type { MappedText, Span } from './mappedText';

/** A file of nested data, whatever its syntax, with the place of each value. */
export type DataNode = DataMap | DataList | DataText | DataPlain | DataUnknown;

export interface DataMap extends Span {
  readonly kind: 'map';
  readonly entries: readonly DataEntry[];
}

export interface DataEntry {
  readonly key: MappedText;
  readonly value: DataNode;
}

export interface DataList extends Span {
  readonly kind: 'list';
  readonly items: readonly DataNode[];
}

/** Text, in whatever quotes. */
export interface DataText extends Span {
  readonly kind: 'text';
  readonly text: MappedText;
}

/** A number, a boolean or null; `value` is how it is written. */
export interface DataPlain extends Span {
  readonly kind: 'plain';
  readonly value: string;
}

/** What is known only when somebody has worked on the file: a reference, a call, a template. */
export interface DataUnknown extends Span {
  readonly kind: 'unknown';
}

/** The value of a key; the last one where it stands twice. */
export function entryOf(node: DataNode | undefined, key: string): DataEntry | undefined {
  return node?.kind === 'map' ? node.entries.findLast((entry) => entry.key.text === key) : undefined;
}

/** Follows keys down; undefined where one is missing. */
export function dataAt(node: DataNode, ...keys: readonly string[]): DataNode | undefined {
  return keys.reduce<DataNode | undefined>((at, key) => entryOf(at, key)?.value, node);
}

/** A map and its key above a node, from the outside in. */
export type DataPath = readonly string[];

/** A map or a list with the keys that lead to it; list indices are left out. */
export interface PlacedData {
  readonly node: DataMap | DataList;
  readonly path: DataPath;
}

/** Every map and list, those around others first. */
export function placedData(root: DataNode): readonly PlacedData[] {
  const found: PlacedData[] = [];
  const walk = (node: DataNode, path: DataPath, key?: string) => {
    if (node.kind !== 'map' && node.kind !== 'list') return;
    const own = key === undefined ? path : [...path, key];
    found.push({ node, path: own });
    if (node.kind === 'map') for (const entry of node.entries) walk(entry.value, own, entry.key.text);
    else for (const item of node.items) walk(item, own);
  };
  walk(root, []);
  return found;
}
