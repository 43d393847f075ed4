import type { Locator } from 'playwright-core';

/** What a person acts on, or must be told of. */
const roles =
  'button|link|textbox|combobox|checkbox|radio|switch|slider|tab|menuitem|option|img|table|listbox|treeitem';
const nameless = new RegExp(`^\\s*- '?(${roles})(?: \\[[^\\]]*\\])*'?:?$`, 'gm');

/** The roles in an accessibility snapshot that stand there without a name. */
export function namelessIn(snapshot: string): readonly string[] {
  return [...snapshot.matchAll(nameless)].map(([, role = '']) => role);
}

/** What below an element has no name for a screen reader, as the roles of the accessibility tree. */
export async function namelessControls(element: Locator): Promise<readonly string[]> {
  return namelessIn(await element.ariaSnapshot());
}
