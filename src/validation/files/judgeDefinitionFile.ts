import { parseDefinition } from '../../definitions/parseDefinition';
import { loadScriptReader } from '../hyperparameters/loadScriptReader';
import { checkLastRun } from '../metrics/checkLastRun';
import { placed, validateDefinition } from '../validateDefinition';
import type { FileJudge } from './fileJudge';

/** Kinds that say what a container gets, for which more is loaded. */
const senders: ReadonlySet<string> = new Set(['invocation', 'transform-job', 'model']);

/** A request, or a fixture of a container. */
export const judgeDefinitionFile: FileJudge = async ({ path, text }, context) => {
  const { files, style } = context;
  const { definition, diagnostics } = parseDefinition(path, text);
  if (!definition) return diagnostics;
  const readScript = await loadScriptReader(definition);
  const place = {
    projectRoot: context.projectRootOf(path),
    style,
    isAlone: context.isAlone ?? false,
    ...(readScript && { readScript }),
  };
  const found = validateDefinition(definition, files, place);
  // What is sent is read by the types that the request promises.
  if (found.some(({ code }) => code === 'field.type')) return [...diagnostics, ...found];
  const metrics = placed(definition, checkLastRun(definition, context));
  if (!senders.has(definition.kind)) return [...diagnostics, ...found, ...metrics];
  const { checkRequests } = await import('../sparkml/serving/checkRequests');
  return [...diagnostics, ...found, ...(await checkRequests(definition, context)), ...metrics];
};
