import type { ModelReader } from '../../../definitions/modelReader';
import { readPipeline, type PipelineReading } from '../../mleap/readPipeline';
import { columnsIn } from '../judgeSchema';
import type { ServedSchema } from '../requests/sparkmlRequest';
import type { ServedContainer } from './servedContainer';

/** What the rules of requests must know of a container. */
export async function servedSchema(
  { schema, accept, modelData }: ServedContainer,
  models: ModelReader | undefined,
): Promise<ServedSchema> {
  const reading = await pipelineOf(modelData, models);
  const columns = schema && (columnsIn(schema.value.text) ?? ('refused' as const));
  return {
    ...(columns && { columns }),
    ...(accept !== undefined && { accept }),
    ...(reading?.kind === 'pipeline' && { pipeline: reading.pipeline }),
  };
}

/** The pipeline in a container's model data; undefined where there is none on this machine. */
export async function pipelineOf(
  modelData: string | undefined,
  models: ModelReader | undefined,
): Promise<PipelineReading | undefined> {
  const files = modelData === undefined ? undefined : await models?.read(modelData);
  return files && readPipeline(files);
}
