import type { ModelDefinition } from '../../../definitions/definition';
import type { Diagnostic } from '../../../definitions/diagnostic';
import { TextPositions } from '../../../definitions/textPosition';
import { checkPipeline } from '../../mleap/checkPipeline';
import { located } from '../../environments/judgeEnvironments';
import type { CheckContext } from '../../files/fileJudge';
import { columnsIn } from '../judgeSchema';
import { pipelineOf } from './servedSchema';
import { containersOf, type ServedContainer } from './servedContainer';

/** M08 to M13: the schemas of a model against the pipelines of its SparkML containers, as far as these are on this machine. */
export async function checkModelPipelines(
  definition: ModelDefinition,
  context: CheckContext,
): Promise<readonly Diagnostic[]> {
  const containers = containersOf(definition, context).filter(({ isJudged }) => isJudged);
  const found = await Promise.all(containers.map((container) => checkContainer(container, definition, context)));
  return found.flat();
}

async function checkContainer(
  { schema, modelData, modelPlace }: ServedContainer,
  definition: ModelDefinition,
  { models }: CheckContext,
): Promise<readonly Diagnostic[]> {
  const reading = await pipelineOf(modelData, models);
  const positions = new TextPositions(definition.text);
  if (reading?.kind === 'fault' && modelPlace) {
    const { message, action } = reading;
    return [located(modelPlace, { from: 0, to: modelPlace.text.length, code: 'M13', message, action }, positions)];
  }
  const columns = schema && columnsIn(schema.value.text);
  if (reading?.kind !== 'pipeline' || !schema || !columns) return [];
  const findings = checkPipeline(columns, reading.pipeline);
  if (schema.source.path === definition.path) {
    return findings.map((finding) => located(schema.value, finding, positions));
  }
  // The schema of an image is told where the image meets this model.
  return modelPlace === undefined
    ? []
    : findings.map(({ repairs: _, ...finding }) =>
        located(modelPlace, { ...finding, from: 0, to: modelPlace.text.length }, positions),
      );
}
