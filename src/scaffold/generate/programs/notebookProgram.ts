import { notebookCode } from '../../../grammars/notebookCode';
import { notebookMagics, pythonOfCells } from '../../../grammars/notebookMagics';
import { stemOf } from '../folderFiles';
import { readPythonProgram, type PythonProgram } from '../python/pythonProgram';

/**
 * The code cells of a notebook, in their order, as one program; undefined where there are none, or in another language.
 * @param name for messages
 */
export function notebookProgram(text: string, name: string): PythonProgram | undefined {
  const { code, cells } = notebookCode(text) ?? {};
  if (!code || !cells || code.text.trim() === '') return undefined;
  const python = readPythonProgram(pythonOfCells(code.text, cells), name);
  // A module that a cell writes is there when another one imports it.
  const parts = notebookMagics(code.text, cells);
  const written = new Set(parts.flatMap((part) => (part.kind === 'file' ? [stemOf(part.path)] : [])));
  return { ...python, imports: python.imports.filter((module) => !written.has(module)) };
}
