import { TextPositions } from '../../definitions/textPosition';
import { notebookCode, withoutMagics } from '../../grammars/notebookCode';
import { parsePython } from '../../grammars/python/parsePython';
import { environmentWithin } from '../environments/environmentWithin';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import { pythonEnvironments } from '../environments/pythonEnvironments';
import type { CheckContext, CheckedFile, FileJudge } from './fileJudge';

/** The Python cells of a notebook. */
export const judgeNotebook: FileJudge = (file, context) =>
  judgeEnvironments(notebookEnvironments(file, context), new TextPositions(file.text));

export function notebookEnvironments(
  { text }: CheckedFile,
  { pythonTrees }: Pick<CheckContext, 'pythonTrees'>,
): readonly Environment[] {
  const notebook = mentionsSparkml(text) ? notebookCode(text) : undefined;
  if (!notebook) return [];
  const { code, cells } = notebook;
  const found = pythonEnvironments(parsePython(withoutMagics(code.text), { cells, trees: pythonTrees }));
  return found.map((environment) => environmentWithin(environment, code));
}
