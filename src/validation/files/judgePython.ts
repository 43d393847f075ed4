import { TextPositions } from '../../definitions/textPosition';
import { parsePython } from '../../grammars/python/parsePython';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import { pythonEnvironments } from '../environments/pythonEnvironments';
import type { CheckContext, CheckedFile, FileJudge } from './fileJudge';

/** A Python program, or the cells of a notebook. */
export const judgePython: FileJudge = (file, context) =>
  judgeEnvironments(programEnvironments(file, context), new TextPositions(file.text));

export function programEnvironments(
  { text, cells }: CheckedFile,
  { pythonTrees }: Pick<CheckContext, 'pythonTrees'>,
): readonly Environment[] {
  return mentionsSparkml(text) ? pythonEnvironments(parsePython(text, { cells, trees: pythonTrees })) : [];
}
