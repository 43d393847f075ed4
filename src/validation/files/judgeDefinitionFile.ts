import type { Definition } from '../../definitions/definition';
import type { Diagnostic } from '../../definitions/diagnostic';
import { parseDefinition } from '../../definitions/parseDefinition';
import { loadScriptReader } from '../hyperparameters/loadScriptReader';
import { checkLastRun } from '../metrics/checkLastRun';
import { placed, validateDefinition } from '../validateDefinition';
import type { CheckContext, FileJudge } from './fileJudge';

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
  const sent = await checkRequests(definition, context);
  return [...diagnostics, ...found, ...(await targets(definition, context)), ...sent, ...metrics];
};

async function targets(definition: Definition, context: CheckContext): Promise<readonly Diagnostic[]> {
  if (definition.kind !== 'invocation') return [];
  const { checkTargets } = await import('../targetRules');
  return checkTargets(definition, context);
}
