import { AppError } from '../../../contract/appError';
import type { ModelFiles } from '../../../definitions/modelReader';
import { neededColumns, writtenColumns, type Pipeline } from '../../mleap/pipeline';
import { readPipeline } from '../../mleap/readPipeline';
import { schemaColumn } from '../../mleap/schemaColumn';
import { nearestName } from '../../nearestName';
import { listed } from '../../problem';
import type { MadeSchema } from './madeSchema';
import { usualOutput } from './schemaFromCsv';

/** The pipeline in the files of a model. @throws AppError `schema.bundle` */
export function pipelineIn(files: ModelFiles | undefined, path: string): Pipeline {
  const reading = files && readPipeline(files);
  if (reading?.kind === 'pipeline') return reading.pipeline;
  if (reading?.kind === 'fault') throw new AppError('schema.bundle', `${path}: ${reading.message}`, reading.action);
  const why = reading?.why ?? 'it is no folder, .zip or .tar.gz that can be read';
  const action = 'Name an MLeap bundle of the format json: its folder, its zip, or a model.tar.gz.';
  throw new AppError('schema.bundle', `${path} can't be read as an MLeap bundle: ${why}.`, action);
}

/** What can be asked for of a pipeline, what people usually ask for first. */
export function outputsOf(pipeline: Pipeline): readonly string[] {
  const written = [...new Set(writtenColumns(pipeline).map(({ column }) => column))];
  return [...written.filter((name) => name === usualOutput), ...written.filter((name) => name !== usualOutput)];
}

/** A schema of all that a pipeline reads, and of one column that it writes. @throws AppError `schema.output` */
export function schemaFromPipeline(pipeline: Pipeline, output?: string): MadeSchema {
  const outputs = outputsOf(pipeline);
  const name = output ?? outputs[0];
  const socket = writtenColumns(pipeline).find(({ column }) => column === name);
  if (!socket) throw noOutput(name, outputs);
  const needed = neededColumns(pipeline);
  const unknown = [...needed, socket].filter(({ kind }) => !kind).map(({ column }) => `"${column}"`);
  return {
    input: needed.map((one) => schemaColumn(one, 'string')),
    output: schemaColumn(socket),
    notes: unknown.length > 0 ? [`Nobody knows the types of ${listed(unknown)} here: check them.`] : [],
  };
}

function noOutput(name: string | undefined, outputs: readonly string[]): AppError {
  if (name === undefined || outputs.length === 0) {
    return new AppError('schema.output', 'The pipeline has no stages, so it makes no column.', 'Name another bundle.');
  }
  const near = nearestName(name, outputs);
  const action = near === undefined ? `Name one of ${listed(outputs)}.` : `Did you mean ${near}?`;
  return new AppError('schema.output', `The pipeline makes no column ${name}.`, action);
}
