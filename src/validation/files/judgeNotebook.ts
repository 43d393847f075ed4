import { TextPositions } from '../../definitions/textPosition';
import type { MappedText } from '../../grammars/mappedText';
import { notebookCode } from '../../grammars/notebookCode';
import { pythonOfCells } from '../../grammars/notebookMagics';
import { parsePython, type PythonSource } from '../../grammars/python/parsePython';
import { environmentWithin } from '../environments/environmentWithin';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import { pythonEnvironments } from '../environments/pythonEnvironments';
import { mentionsImages } from '../images/imageUri';
import type { CheckContext, CheckedFile, FileJudge } from './fileJudge';
import { magicEnvironments } from './magicEnvironments';

/** The code cells of a notebook: their Python, and what their magics hand on. */
export const judgeNotebook: FileJudge = async (file, context) => {
  const positions = new TextPositions(file.text);
  const own = judgeEnvironments(await notebookEnvironments(file, context), positions);
  const program = mentionsImages(file.text) ? programOf(file.text, context) : undefined;
  if (!program) return own;
  const { checkImageRegions } = await import('../images/imageRegions');
  const { pythonImages } = await import('../images/pythonImages');
  const images = pythonImages(program.source).map((placed) => ({
    ...placed,
    image: placed.image.within(program.code),
  }));
  return [...own, ...checkImageRegions(images, positions)];
};

export async function notebookEnvironments(
  { path, text }: CheckedFile,
  context: CheckContext,
): Promise<readonly Environment[]> {
  const program = mentionsSparkml(text) ? programOf(text, context) : undefined;
  if (!program) return [];
  const { code, cells, source } = program;
  return [
    ...pythonEnvironments(source).map((environment) => environmentWithin(environment, code)),
    ...(await magicEnvironments({ path, code, cells }, context)),
  ];
}

interface Program {
  readonly code: MappedText;
  readonly cells: readonly number[];
  readonly source: PythonSource;
}

function programOf(text: string, { pythonTrees }: CheckContext): Program | undefined {
  const notebook = notebookCode(text);
  if (!notebook) return undefined;
  const { code, cells } = notebook;
  return { code, cells, source: parsePython(pythonOfCells(code.text, cells), { cells, trees: pythonTrees }) };
}
