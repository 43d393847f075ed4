import { getLocation, getNodePath, parse, parseTree, findNodeAtOffset, type Node } from 'jsonc-parser';
import type { Definition } from '../definitions/definition';
import { definitionKindOf } from '../definitions/definitionKinds';
import type { JsonPath } from '../validation/problem';

/** Where in a JSON text something is asked for. */
export interface JsonPlace {
  /** From the root; at a field's name, its own path with the name as far as it is written. */
  readonly path: JsonPath;
  readonly isKey: boolean;
  /** The name or value that stands there. */
  readonly node: Node | undefined;
}

/** The place at an offset of a text, which may be unfinished. */
export function jsonPlace(text: string, offset: number): JsonPlace {
  const { path, isAtPropertyKey } = getLocation(text, offset);
  const root = parseTree(text);
  const node = root && findNodeAtOffset(root, offset, true);
  const isLeaf = node !== undefined && node.type !== 'object' && node.type !== 'array' && node.type !== 'property';
  return { path, isKey: isAtPropertyKey, node: isLeaf ? node : undefined };
}

/** The path of a node, a field's name having that of its value. */
export function pathOfNode(node: Node): JsonPath {
  return getNodePath(node);
}

/** What can be read of a definition that is still being written: fields may be missing or of other types. */
export function draftOf(path: string, text: string): Definition | undefined {
  const kind = definitionKindOf(path)?.kind;
  const request: unknown = kind === undefined ? undefined : parse(text);
  if (kind === undefined || typeof request !== 'object' || request === null || Array.isArray(request)) return undefined;
  return { kind, path, text, request } as Definition;
}
