import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError, messageOf } from '../contract/appError';
import { schemaText, type MadeSchema } from '../validation/sparkml/made/madeSchema';
import { schemaFromCsv } from '../validation/sparkml/made/schemaFromCsv';
import { pipelineIn, schemaFromPipeline } from '../validation/sparkml/made/schemaFromPipeline';
import { exitCodes, type CheckApp } from './app';

/** Options of `schema`. */
export interface SchemaOptions {
  readonly output?: string;
  readonly json?: boolean;
}

/** Bytes of a CSV file that are looked at. */
const mostBytes = 8 * 1024 * 1024;

/**
 * `schema SOURCE`: print a SAGEMAKER_SPARKML_SCHEMA for the rows of a CSV file, or for an MLeap bundle.
 * @throws AppError `schema.*`
 */
export async function schema(app: CheckApp, source: string, { output, json }: SchemaOptions): Promise<number> {
  const path = resolve(source);
  const made: MadeSchema = /\.(?:csv|data|txt)$/i.test(path)
    ? schemaFromCsv(await startOf(path, source), output)
    : schemaFromPipeline(pipelineIn(await app.checks.models?.read(path), source), output);
  app.out.line(schemaText(made, json ?? false).trimEnd());
  for (const note of made.notes) app.err.line(note);
  return exitCodes.ok;
}

/** The whole lines of a file's start. */
async function startOf(path: string, source: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const buffer = Buffer.alloc(mostBytes);
      const { bytesRead } = await file.read(buffer, 0, mostBytes, 0);
      const text = buffer.toString('utf8', 0, bytesRead);
      return bytesRead < mostBytes ? text : text.slice(0, text.lastIndexOf('\n') + 1);
    } finally {
      await file.close();
    }
  } catch (error) {
    const action = 'Name a CSV file, or an MLeap bundle: a folder, a .zip or a .tar.gz.';
    throw new AppError('schema.missing', `${source} can't be read: ${messageOf(error)}.`, action, { cause: error });
  }
}
