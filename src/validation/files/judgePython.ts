import { TextPositions } from '../../definitions/textPosition';
import { plainText } from '../../grammars/mappedText';
import { pythonOfCells } from '../../grammars/notebookMagics';
import { parsePython, type PythonSource } from '../../grammars/python/parsePython';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import { pythonEnvironments } from '../environments/pythonEnvironments';
import { mentionsImages } from '../images/imageUri';
import type { CheckContext, CheckedFile, FileJudge } from './fileJudge';

/** A Python program, or the cells of a notebook. */
export const judgePython: FileJudge = async (file, context) => {
  const positions = new TextPositions(file.text);
  const own = judgeEnvironments(await programEnvironments(file, context), positions);
  if (!mentionsImages(file.text)) return own;
  const { checkImageRegions } = await import('../images/imageRegions');
  const { pythonImages } = await import('../images/pythonImages');
  return [...own, ...checkImageRegions(pythonImages(sourceOf(file, context)), positions)];
};

export async function programEnvironments(file: CheckedFile, context: CheckContext): Promise<readonly Environment[]> {
  const { path, text, cells } = file;
  if (!mentionsSparkml(text)) return [];
  const own = pythonEnvironments(sourceOf(file, context));
  if (!cells) return own;
  const { magicEnvironments } = await import('./magicEnvironments');
  return [...own, ...(await magicEnvironments({ path, code: plainText(text), cells }, context))];
}

function sourceOf({ text, cells }: CheckedFile, { pythonTrees }: CheckContext): PythonSource {
  return parsePython(cells ? pythonOfCells(text, cells) : text, { cells, trees: pythonTrees });
}
