import type { Definition } from '../../definitions/definition';
import type { ScriptReader } from './argparseScript';

/** The reader of scripts for a definition that may lead to one; undefined for others, which do without the grammar. */
export async function loadScriptReader({ kind, text }: Definition): Promise<ScriptReader | undefined> {
  const mayHaveScript =
    kind === 'hyperparameters' ||
    ((kind === 'training-job' || kind === 'tuning-job') && /sagemaker_program|SAGEMAKER_PROGRAM|file:\/\//.test(text));
  return mayHaveScript ? (await import('./argparseScript')).readArgparse : undefined;
}
