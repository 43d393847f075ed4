import { TextPositions } from '../../definitions/textPosition';
import { parsePython, type PythonSource } from '../../grammars/python/parsePython';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import { pythonEnvironments } from '../environments/pythonEnvironments';
import { mentionsImages } from '../images/imageUri';
import type { CheckContext, CheckedFile, FileJudge } from './fileJudge';

/** A Python program, or the cells of a notebook. */
export const judgePython: FileJudge = async (file, context) => {
  const positions = new TextPositions(file.text);
  const own = judgeEnvironments(programEnvironments(file, context), positions);
  if (!mentionsImages(file.text)) return own;
  const { checkImageRegions } = await import('../images/imageRegions');
  const { pythonImages } = await import('../images/pythonImages');
  return [...own, ...checkImageRegions(pythonImages(sourceOf(file, context)), positions)];
};

export function programEnvironments(file: CheckedFile, context: Trees): readonly Environment[] {
  return mentionsSparkml(file.text) ? pythonEnvironments(sourceOf(file, context)) : [];
}

type Trees = Pick<CheckContext, 'pythonTrees'>;

function sourceOf({ text, cells }: CheckedFile, { pythonTrees }: Trees): PythonSource {
  return parsePython(text, { cells, trees: pythonTrees });
}
