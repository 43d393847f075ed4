import type { Environment } from '../environments/environment';
import type { CheckContext, CheckedFile } from './fileJudge';
import type { FileKind } from './fileKind';
import { textReaderOf } from './textEnvironments';

type Reader = (file: CheckedFile, context: CheckContext) => readonly Environment[] | Promise<readonly Environment[]>;

/** Reads the environments that files of a kind write down: what their rules judge, and what help is given for. */
export async function environmentReader(kind: Exclude<FileKind, 'sparkml-schema'>): Promise<Reader> {
  if (kind === 'python') return (await import('./judgePython')).programEnvironments;
  if (kind === 'notebook') return (await import('./judgeNotebook')).notebookEnvironments;
  return textReaderOf(kind);
}
