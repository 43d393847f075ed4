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
  return inside(text, '[')?.map((part) => part.trim());
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
  return inside(text, '{')?.map((part) => {
    const nameEnd = endOfString(part, part.indexOf('"'));
    const name = JSON.parse(Buffer.from(part.slice(0, nameEnd), 'latin1').toString('utf8')) as string;
    return { name, text: part.trim(), value: part.slice(part.indexOf(':', nameEnd) + 1).trim() };
  });
}

/** What stands between the brackets of a list or object, cut at its commas. */
function inside(text: string, bracket: '[' | '{'): readonly string[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith(bracket)) return undefined;
  const content = trimmed.slice(1, -1);
  if (content.trim() === '') return [];
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < content.length; at += 1) {
    const character = content[at];
    if (character === '"') at = endOfString(content, at) - 1;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(content.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, content.slice(start)];
}

/** Place behind the closing quote of a string that opens at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}
