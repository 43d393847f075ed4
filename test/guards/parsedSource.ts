import ts from 'typescript';

/** Guards read the same files one after the other: by name, the last text of it. */
const kept = new Map<string, ts.SourceFile>();

/** A source text as a tree whose nodes know their parents. */
export function parsedSource(file: string, text: string): ts.SourceFile {
  const known = kept.get(file);
  if (known?.text === text) return known;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  kept.set(file, source);
  return source;
}
