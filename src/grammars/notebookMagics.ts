import type { Span } from './mappedText';

/** What a notebook hands to something else than Python: a part of its code. */
export type NotebookPart = ShellPart | FilePart | VariablePart;

/** Commands for a shell. */
export interface ShellPart extends Span {
  readonly kind: 'shell';
}

/** The content of a file that is written. */
export interface FilePart extends Span {
  readonly kind: 'file';
  /** As the notebook has it: its folder may be a variable. */
  readonly path: string;
}

/** A variable of the notebook's own process. */
export interface VariablePart {
  readonly kind: 'variable';
  readonly name: Span;
  readonly value: Span;
}

/** A cell that is handed on as it is: to a shell, or into a file. */
const shellCell = /^\s*%%(?:bash|sh|!|sx|system|script[ \t]+(?:\S*\/)?(?:env[ \t]+)?(?:ba|z|k|da)?sh)(?!\w)[^\n]*\n/;
const fileCell = /^\s*%%(?:write)?file[ \t]+(["']?)([^\r\n]+?)\1[ \t\r]*\n/;
/** A line that the notebook acts on itself, with those that it goes on in. */
const lineMagic = /^[ \t]*(?:%{1,2}[A-Za-z_]|!(?!=)|\?)(?:[^\n]*\\\r?\n)*[^\n]*/gm;
const setter = /^([ \t]*%(?:set_)?env[ \t]+)([A-Za-z_]\w*)([ \t]*=[ \t]*|[ \t]+)(?=\S)/;
/** The notebook puts a value of Python there. */
const filledIn = /\{\{|\{[A-Za-z_][\w.]*\}|\$\{?[A-Za-z_]/;
/** Cell magics that leave a cell what it is. */
const stillPython = /^\s*%%(?:time|timeit|capture|local|prun|memit|mprun|pyspark|python3?)\b/;

/** What measures a statement: the rest of its line is Python. */
const measured = /^([ \t]*)(%(?:time|timeit|prun|memit|mprun)[ \t]+)(?=[^\s-])/;

/** Whether a code cell is Python, by its first line. */
function isPython(cell: string): boolean {
  return !/^\s*%%/.test(cell) || stillPython.test(cell);
}

/** The Python of a notebook's code: what is something else becomes comments and blanks, of the same length. */
export function pythonOfCells(code: string, cells: readonly number[]): string {
  const texts = cells.map((from, index) => code.slice(from, cells[index + 1]));
  return texts.map((text) => (isPython(text) ? withoutMagics(text) : text.replaceAll(/[^\r\n]/g, ' '))).join('');
}

function withoutMagics(cell: string): string {
  return cell.replaceAll(lineMagic, (lines) => {
    const [head, indent = '', magic = ''] = measured.exec(lines) ?? [];
    // A statement of the same length in its place, since the one behind it has to stay where it is.
    if (head !== undefined) return `${indent}${'0;'.padEnd(magic.length)}${lines.slice(head.length)}`;
    return lines.replaceAll(/^([ \t]*)[^\s]/gm, '$1#');
  });
}

/** What a notebook's magics hand on. @param cells where its cells begin in the code */
export function notebookMagics(code: string, cells: readonly number[]): readonly NotebookPart[] {
  return cells.flatMap((from, index) => {
    const cell = code.slice(from, cells[index + 1]);
    return isPython(cell) ? partsOfLines(cell, from) : partOfCell(cell, from);
  });
}

function partOfCell(cell: string, start: number): readonly NotebookPart[] {
  const to = start + cell.length;
  const shell = shellCell.exec(cell);
  if (shell) return [{ kind: 'shell', from: start + shell[0].length, to }];
  const [head, , path = ''] = fileCell.exec(cell) ?? [];
  // What is added to a file is a part of it.
  if (head === undefined || path.startsWith('-')) return [];
  return [{ kind: 'file', path, from: start + head.length, to }];
}

function partsOfLines(cell: string, start: number): readonly NotebookPart[] {
  return [...cell.matchAll(lineMagic)].flatMap(({ 0: line, index }): readonly NotebookPart[] => {
    if (filledIn.test(line)) return [];
    const from = start + index;
    const to = from + line.trimEnd().length;
    const shell = /^[ \t]*!!?/.exec(line);
    if (shell) return [{ kind: 'shell', from: from + shell[0].length, to }];
    const [head = '', before = '', name = ''] = setter.exec(line) ?? [];
    if (head === '' || line.includes('\n')) return [];
    const at = from + before.length;
    return [{ kind: 'variable', name: { from: at, to: at + name.length }, value: { from: from + head.length, to } }];
  });
}
