import { parseTree, type Node } from 'jsonc-parser';

/**
 * JSON values as their own text, taken apart one level at a time, so that what is only passed on keeps every byte: 1.0 stays 1.0, and
 * long numbers keep their digits. All functions take text that is known to be valid JSON; it is read as latin1, one character a byte.
 */

/** Whether a text is one JSON value. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // What it is instead doesn't matter: the caller names the record.
    return false;
  }
}

/** The elements of a list; undefined for any other value. */
export function elementsOf(text: string): readonly string[] | undefined {
  return childrenOf(text, 'array')?.map((element) => textOf(text, element));
}

/** A member of an object. */
export interface Member {
  readonly name: string;
  /** Its name and its value as they stand, for example `"id": 1.0`. */
  readonly text: string;
  readonly value: string;
}

/** The members of an object; undefined for any other value. */
export function membersOf(text: string): readonly Member[] | undefined {
  return childrenOf(text, 'object')?.flatMap((property) => {
    const [name, value] = property.children ?? [];
    if (!name || !value) return [];
    return { name: stringOf(textOf(text, name)), text: textOf(text, property), value: textOf(text, value) };
  });
}

function childrenOf(text: string, type: 'array' | 'object'): readonly Node[] | undefined {
  const root = parseTree(text);
  return root?.type === type ? (root.children ?? []) : undefined;
}

function textOf(text: string, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}

/** @param text a JSON string with its quotes, one character a byte of UTF-8 */
function stringOf(text: string): string {
  return JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as string;
}
