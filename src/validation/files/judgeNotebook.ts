import { TextPositions } from '../../definitions/textPosition';
import type { MappedText } from '../../grammars/mappedText';
import { notebookCode, withoutMagics } from '../../grammars/notebookCode';
import { parsePython, type PythonSource } from '../../grammars/python/parsePython';
import { environmentWithin } from '../environments/environmentWithin';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import { pythonEnvironments } from '../environments/pythonEnvironments';
import { mentionsImages } from '../images/imageUri';
import type { CheckContext, CheckedFile, FileJudge } from './fileJudge';

/** The Python cells of a notebook. */
export const judgeNotebook: FileJudge = async (file, context) => {
  const positions = new TextPositions(file.text);
  const own = judgeEnvironments(notebookEnvironments(file, context), positions);
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

export function notebookEnvironments({ text }: CheckedFile, context: Trees): readonly Environment[] {
  const program = mentionsSparkml(text) ? programOf(text, context) : undefined;
  if (!program) return [];
  return pythonEnvironments(program.source).map((environment) => environmentWithin(environment, program.code));
}

type Trees = Pick<CheckContext, 'pythonTrees'>;

interface Program {
  readonly code: MappedText;
  readonly source: PythonSource;
}

function programOf(text: string, { pythonTrees }: Trees): Program | undefined {
  const notebook = notebookCode(text);
  if (!notebook) return undefined;
  const { code, cells } = notebook;
  return { code, source: parsePython(withoutMagics(code.text), { cells, trees: pythonTrees }) };
}
