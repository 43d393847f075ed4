import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** Milliseconds after which a comparison is given up: nobody writes such files by hand. */
const timeout = 2_000;

/**
 * The difference of two texts as `diff -u` writes it; empty for equal ones.
 * @param before undefined for a file that is not there yet
 */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  if (before === after) return '';
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, timeout };
  const patch = createTwoFilesPatch(from, `b/${path}`, before ?? '', after, undefined, undefined, options);
  return patch?.replace(/\n$/, '') ?? `--- ${from}\n+++ b/${path}\nThe files differ too much to be shown.`;
}
