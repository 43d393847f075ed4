import { TextPositions } from '../../definitions/textPosition';
import { parsePython } from '../../grammars/python/parsePython';
import { mentionsSparkml } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import { pythonEnvironments } from '../environments/pythonEnvironments';
import type { FileJudge } from './fileJudge';

/** A Python program, or one cell of a notebook. */
export const judgePython: FileJudge = ({ text }) => {
  if (!mentionsSparkml(text)) return [];
  return judgeEnvironments(pythonEnvironments(parsePython(text)), new TextPositions(text));
};
