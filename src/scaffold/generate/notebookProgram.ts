import { notebookCode } from '../../grammars/notebookCode';
import { pythonOfCells } from '../../grammars/notebookMagics';

/** The Python of a notebook's code cells, in their order, as one program; undefined where there is none, or where they are in another language. */
export function notebookProgram(text: string): string | undefined {
  const notebook = notebookCode(text);
  const code = notebook ? pythonOfCells(notebook.code.text, notebook.cells) : '';
  return code.trim() === '' ? undefined : code;
}
