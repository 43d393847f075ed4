import type { Environment } from '../environments/environment';
import type { CheckContext, CheckedFile } from './fileJudge';
import type { FileKind } from './fileKind';

/** Reads the environments that a file writes down. */
export type TextReader = (file: CheckedFile, context: CheckContext) => readonly Environment[];

/** Kinds of files that hold no program of Python. */
export type TextKind = Exclude<FileKind, 'sparkml-schema' | 'python' | 'notebook'>;

/** Loaded when a file of the kind is first met: some bring a grammar along. */
const readers: Readonly<Record<TextKind, () => Promise<TextReader>>> = {
  definition: async () => (await import('../environments/definitionEnvironments')).definitionEnvironments,
  json: async () => textReader((await import('./judgeJsonFile')).jsonEnvironments),
  dockerfile: async () => textReader((await import('../environments/dockerfileEnvironments')).dockerfileEnvironments),
  yaml: async () => textReader((await import('./judgeYaml')).yamlEnvironments),
  terraform: async () => textReader((await import('./judgeTerraform')).terraformEnvironments),
  shell: async () => textReader((await import('./judgeShell')).shellEnvironments),
  environment: async () => (await import('./judgeEnvironmentFile')).listedEnvironments,
};

function textReader(read: (text: string) => readonly Environment[]): TextReader {
  return ({ text }) => read(text);
}

/** What reads the environments that files of a kind write down. */
export function textReaderOf(kind: TextKind): Promise<TextReader> {
  return readers[kind]();
}
