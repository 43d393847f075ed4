import { definitionKindOf, type DefinitionKind } from '../../definitions/definitionKinds';
import type { Diagnostic } from '../../definitions/diagnostic';
import type { CheckContext, CheckedFile, FileJudge } from './fileJudge';
import { fileKindOf, type FileKind } from './fileKind';

/** Loaded when a file of the kind is first met: some bring a grammar along. */
const judges: Readonly<Record<FileKind, () => Promise<FileJudge>>> = {
  'sparkml-schema': async () => (await import('./judgeSchemaFile')).judgeSchemaFile,
  definition: async () => (await import('./judgeDefinitionFile')).judgeDefinitionFile,
  json: async () => (await import('./judgeJsonFile')).judgeJsonFile,
  dockerfile: async () => (await import('./judgeDockerfile')).judgeDockerfile,
  python: async () => (await import('./judgePython')).judgePython,
  notebook: async () => (await import('./judgeNotebook')).judgeNotebook,
  yaml: async () => (await import('./judgeYaml')).judgeYaml,
  terraform: async () => (await import('./judgeTerraform')).judgeTerraform,
  shell: async () => (await import('./judgeShell')).judgeShell,
  environment: async () => (await import('./judgeEnvironmentFile')).judgeEnvironmentFile,
};

/**
 * All that is wrong with a file: the same in the editor and in the terminal. Nothing for a file of no known kind.
 * @param as what the file is whatever its name
 */
export async function validateFile(
  file: CheckedFile,
  context: CheckContext,
  as?: Extract<DefinitionKind, 'sparkml-schema' | 'hyperparameters'>,
): Promise<readonly Diagnostic[]> {
  const path =
    as === undefined || definitionKindOf(file.path)?.kind === as ? file.path : `${file.path}/${fileNames[as]}`;
  const kind = fileKindOf(path);
  if (kind === undefined) return [];
  const judge = await judges[kind]();
  return judge({ ...file, path }, context);
}

/** A name that makes a file one of these. */
const fileNames = { 'sparkml-schema': 'any.sparkml-schema.json', hyperparameters: 'hyperparameters.json' } as const;
