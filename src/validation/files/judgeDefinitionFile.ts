import { parseDefinition } from '../../definitions/parseDefinition';
import { validateDefinition } from '../validateDefinition';
import type { FileJudge } from './fileJudge';

/** A request, or a fixture of a container. */
export const judgeDefinitionFile: FileJudge = ({ path, text }, context) => {
  const { files, style } = context;
  const { definition, diagnostics } = parseDefinition(path, text);
  if (!definition) return diagnostics;
  return [
    ...diagnostics,
    ...validateDefinition(definition, files, { projectRoot: context.projectRootOf(path), style }),
  ];
};
