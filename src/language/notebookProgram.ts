import type { CompletionItem, Diagnostic, Hover, Range } from 'vscode-languageserver';
import { lineStarts } from '../definitions/textPosition';
import type { DiagnosticData, PlacedEdit, PlacedFix } from './diagnostics';

/** A code cell of a notebook, with the line break that ends it. */
export interface CellCode {
  readonly uri: string;
  readonly code: string;
  readonly lines: number;
}

/** All code cells of a notebook as one program, since names of one are used in others. */
export interface NotebookProgram {
  readonly text: string;
  readonly cells: readonly PlacedCell[];
}

export interface PlacedCell {
  readonly uri: string;
  /** Where the cell begins in the program. */
  readonly offset: number;
  readonly line: number;
  readonly lines: number;
}

/** @param text as the editor has it */
export function cellCode(uri: string, text: string): CellCode {
  return { uri, code: `${text}\n`, lines: lineStarts(text).length };
}

/** @param codes the code cells in their order */
export function notebookProgram(codes: readonly CellCode[]): NotebookProgram {
  const cells: PlacedCell[] = [];
  let [offset, line] = [0, 0];
  for (const { uri, code, lines } of codes) {
    cells.push({ uri, offset, line, lines });
    offset += code.length;
    line += lines;
  }
  return { text: codes.map(({ code }) => code).join(''), cells };
}

/** The diagnostics of a program, by the cell that each begins in; those of a cell without any are an empty list. */
export function byCell(
  { cells }: NotebookProgram,
  diagnostics: readonly Diagnostic[],
): ReadonlyMap<string, readonly Diagnostic[]> {
  return new Map(
    cells.map((cell) => [
      cell.uri,
      diagnostics.filter(({ range }) => isIn(cell, range)).map((one) => diagnosticIn(cells, cell, one)),
    ]),
  );
}

function isIn({ line, lines }: PlacedCell, { start }: Range): boolean {
  return start.line >= line && start.line < line + lines;
}

/** Its repairs may change other cells too: none may reach from one into the next. */
function diagnosticIn(cells: readonly PlacedCell[], cell: PlacedCell, diagnostic: Diagnostic): Diagnostic {
  const data = diagnostic.data as DiagnosticData | undefined;
  const fixes = data?.fixes?.flatMap(({ title, edits }): readonly PlacedFix[] => {
    const placed = edits.map((edit) => editIn(cells, cell, edit));
    return placed.every((edit) => edit !== undefined) ? [{ title, edits: placed }] : [];
  });
  return {
    ...diagnostic,
    range: rangeIn(cell, diagnostic.range),
    ...(data && { data: { ...data, ...(fixes && { fixes }) } }),
  };
}

/** An edit of the program as one of a cell; undefined where it reaches from one into another. */
function editIn(cells: readonly PlacedCell[], own: PlacedCell, { range, text }: PlacedEdit): PlacedEdit | undefined {
  const cell = cells.find((one) => isIn(one, range));
  if (!cell || range.end.line >= cell.line + cell.lines) return undefined;
  return { range: rangeIn(cell, range), text, ...(cell !== own && { uri: cell.uri }) };
}

function rangeIn({ line }: PlacedCell, { start, end }: Range): Range {
  return {
    start: { line: start.line - line, character: start.character },
    end: { line: end.line - line, character: end.character },
  };
}

export function hoverIn(cell: PlacedCell, hover: Hover | null): Hover | null {
  return hover?.range ? { ...hover, range: rangeIn(cell, hover.range) } : hover;
}

export function completionIn(cell: PlacedCell, item: CompletionItem): CompletionItem {
  const edit = item.textEdit;
  return edit && 'range' in edit ? { ...item, textEdit: { ...edit, range: rangeIn(cell, edit.range) } } : item;
}
