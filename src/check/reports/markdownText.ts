/** What stands between backticks is code, in which nothing has a meaning. */
const code = /(`[^`]*`)/;

/** A sentence as Markdown: all but its code as it stands, on one line. */
export function markdownText(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .split(code)
    .map((part) => (code.test(part) ? part : part.replace(/[\\*_<>[\]#~`|&]/g, '\\$&')))
    .join('');
}
