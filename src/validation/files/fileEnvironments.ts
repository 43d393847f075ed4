import type { Environment } from '../environments/environment';
import type { CheckContext, CheckedFile } from './fileJudge';
import type { FileKind } from './fileKind';

type Reader = (file: CheckedFile, context: CheckContext) => readonly Environment[];

/** Loaded when a file of the kind is first met: some bring a grammar along. */
const readers: Readonly<Record<Exclude<FileKind, 'sparkml-schema'>, () => Promise<Reader>>> = {
  definition: async () => (await import('../environments/definitionEnvironments')).definitionEnvironments,
  json: async () => textReader((await import('./judgeJsonFile')).jsonEnvironments),
  dockerfile: async () => textReader((await import('../environments/dockerfileEnvironments')).dockerfileEnvironments),
  python: async () => (await import('./judgePython')).programEnvironments,
  notebook: async () => (await import('./judgeNotebook')).notebookEnvironments,
  yaml: async () => textReader((await import('./judgeYaml')).yamlEnvironments),
  terraform: async () => textReader((await import('./judgeTerraform')).terraformEnvironments),
  shell: async () => textReader((await import('./judgeShell')).shellEnvironments),
  environment: async () => (await import('./judgeEnvironmentFile')).listedEnvironments,
};

function textReader(read: (text: string) => readonly Environment[]): Reader {
  return ({ text }) => read(text);
}

/** Reads the environments that files of a kind write down: what their rules judge, and what help is given for. */
export function environmentReader(kind: Exclude<FileKind, 'sparkml-schema'>): Promise<Reader> {
  return readers[kind]();
}
