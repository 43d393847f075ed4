/** Values of ARG and ENV by name. */
export type Variables = Readonly<Record<string, string>>;

/** A variable as a Dockerfile writes it: kept by a backslash, plain, or in braces with a default or a replacement. */
const pattern = /\\\$|\$(?<plain>\w+)|\$\{(?<braced>\w+)(?::(?<sign>[-+])(?<word>(?:[^{}]|\$\{[^{}]*\})*))?\}/g;

/**
 * A Dockerfile's variables put in: `$name`, `${name}`, `${name:-default}`, `${name:+instead}`; a backslash keeps the dollar.
 * An unknown variable is empty, as in a build.
 */
export function substitute(text: string, variables: Variables): string {
  let done = '';
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    done += text.slice(end, match.index) + valueOf(match, variables);
    end = match.index + match[0].length;
  }
  return done + text.slice(end);
}

function valueOf(match: RegExpExecArray, variables: Variables): string {
  const { plain, braced, sign, word = '' } = match.groups ?? {};
  const name = plain ?? braced;
  if (name === undefined) return match[0].slice(1);
  const value = variables[name] ?? '';
  if (sign === '-') return value === '' ? substitute(word, variables) : value;
  if (sign === '+') return value === '' ? '' : substitute(word, variables);
  return value;
}

/** Words of a command line with quotes and backslashes taken off, as a shell would; no expansion. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(/(?:\\[^]|"(?:\\[^]|[^"\\])*"|'[^']*'|[^\s\\"'])+/g)) words.push(unquote(word));
  return words;
}

function unquote(word: string): string {
  return word.replace(
    /"((?:\\[^]|[^"\\])*)"|'([^']*)'|\\([^])/g,
    (_, double?: string, single?: string, escaped?: string) =>
      double === undefined ? (single ?? escaped ?? '') : double.replace(/\\(["\\$])/g, '$1'),
  );
}
