import { TextPositions } from '../../definitions/textPosition';
import { notebookCode, withoutMagics } from '../../grammars/notebookCode';
import { parsePython } from '../../grammars/python/parsePython';
import { environmentWithin } from '../environments/environmentWithin';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import { pythonEnvironments } from '../environments/pythonEnvironments';
import type { FileJudge } from './fileJudge';

/** The Python cells of a notebook. */
export const judgeNotebook: FileJudge = ({ text }) =>
  judgeEnvironments(notebookEnvironments(text), new TextPositions(text));

export function notebookEnvironments(text: string): readonly Environment[] {
  const code = mentionsSparkml(text) ? notebookCode(text) : undefined;
  if (!code) return [];
  const found = pythonEnvironments(parsePython(withoutMagics(code.text)));
  return found.map((environment) => environmentWithin(environment, code));
}
