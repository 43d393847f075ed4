import { TextPositions } from '../../definitions/textPosition';
import { parsePython } from '../../grammars/python/parsePython';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import { pythonEnvironments } from '../environments/pythonEnvironments';
import type { FileJudge } from './fileJudge';

/** A Python program, or one cell of a notebook. */
export const judgePython: FileJudge = ({ text }) =>
  judgeEnvironments(programEnvironments(text), new TextPositions(text));

export function programEnvironments(text: string): readonly Environment[] {
  return mentionsSparkml(text) ? pythonEnvironments(parsePython(text)) : [];
}
