import { definitionKindOf } from '../../definitions/definitionKinds';

/** What a file is for the checks. */
export type FileKind =
  | 'sparkml-schema'
  | 'definition'
  | 'dockerfile'
  | 'python'
  | 'notebook'
  | 'yaml'
  | 'json'
  | 'terraform'
  | 'shell'
  | 'environment';

const patterns: readonly (readonly [pattern: RegExp, kind: FileKind])[] = [
  [/^(?:dockerfile|containerfile)(?:[.-].+)?$|\.(?:dockerfile|containerfile)$/i, 'dockerfile'],
  [/\.pyw?$/i, 'python'],
  [/\.ipynb$/i, 'notebook'],
  [/\.ya?ml$/i, 'yaml'],
  [/\.json$/i, 'json'],
  [/\.tf$/i, 'terraform'],
  [/\.(?:sh|bash|zsh|ksh)$/i, 'shell'],
  [/^\.env(?:\..+)?$|\.env$|^env\.list$/i, 'environment'],
];

/** The kind of the file at a path; undefined for what is never checked. */
export function fileKindOf(path: string): FileKind | undefined {
  const definition = definitionKindOf(path)?.kind;
  if (definition !== undefined) return definition === 'sparkml-schema' ? 'sparkml-schema' : 'definition';
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return patterns.find(([pattern]) => pattern.test(name))?.[1];
}
