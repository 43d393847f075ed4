import { MappedTextBuilder, plainText, type MappedText } from './mappedText';

/** How lines are read: `docker run --env-file` takes values as they are; compose and dotenv take quotes away. */
export type EnvironmentFileDialect = 'docker' | 'dotenv';

export interface FileVariable {
  readonly name: MappedText;
  /** Absent where it holds a variable, or goes over lines in a way that is not known. */
  readonly value?: MappedText;
}

/** The variables of an env file. */
export function environmentFile(text: string, dialect: EnvironmentFileDialect): readonly FileVariable[] {
  return [...text.matchAll(/^[ \t]*(export[ \t]+)?([^\s=#]+)(=|[ \t]*=[ \t]*)([^\r\n]*)/gm)].map((match) => {
    const [whole, exported = '', name = '', sign = '', rest = ''] = match;
    const start =
      match.index + whole.indexOf(name, exported.length > 0 ? whole.indexOf(exported) + exported.length : 0);
    const at = start + name.length + sign.length;
    const value = dialect === 'docker' && exported === '' ? plainText(rest, at) : unquoted(rest, at);
    return { name: plainText(name, start), ...(value && { value }) };
  });
}

function unquoted(text: string, offset: number): MappedText | undefined {
  const rest = text.trimEnd();
  const quote = rest.charAt(0);
  if (quote !== "'" && quote !== '"')
    return rest.includes('$') ? undefined : plainText(rest.replace(/\s+#.*$/, ''), offset);
  const end = rest.search(quote === "'" ? /(?<=^.[^']*)'/ : /(?<!^)(?<!\\)"/);
  if (end < 1) return undefined;
  const content = rest.slice(1, end);
  if (quote === '"' && /\$|\\n/.test(content)) return undefined;
  const builder = new MappedTextBuilder(offset + 1).piece((put) =>
    quote === "'" ? (put.includes("'") ? undefined : put) : put.replaceAll(/["\\]/g, '\\$&'),
  );
  let last = 0;
  for (const match of quote === '"' ? content.matchAll(/\\(["\\])/g) : []) {
    builder.add(content.slice(last, match.index), offset + 1 + last);
    builder.add(match[1] ?? '', offset + 1 + match.index, 2);
    last = match.index + 2;
  }
  return builder.add(content.slice(last), offset + 1 + last).build();
}
