/** Files that a program names, as it names them; below `:` seen from its own folder. */
export interface NamedPaths {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/** Letters of any language, and blanks between them. */
const part = String.raw`[\p{L}\p{N}_.+-](?:[\p{L}\p{M}\p{N}_.+ -]*[\p{L}\p{M}\p{N}_.+-])?`;
const plainPath = new RegExp(String.raw`^(?::?(?:\.{1,2}\/|\/)*)(?![.+-])${part}(?:\/(?:\.\.|${part}))*\/?$`, 'u');
/** What makes words with blanks between them a file. */
const ending = /\.\w{1,8}$/;
/** Where Kaggle has the data of its notebooks, which begin in a folder beside it. */
const ofKaggle = /^(?:\/kaggle|\.\.)\/input\/./;

/** A path of the program's own folder, or one that could be; undefined for what is no path, and for places elsewhere. */
export function ownPath(text: string): string | undefined {
  if (!plainPath.test(text) || (text.includes(' ') && !ending.test(text))) return undefined;
  if (text.startsWith('/') && !ofKaggle.test(text)) return undefined;
  return text.replace(/\/$/, '');
}

/** Whether a path is one that data have at Kaggle. */
export function isOfKaggle(path: string): boolean {
  return ofKaggle.test(path);
}
