import { NotebookDocuments, type Connection, type NotebookDocument } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnostics } from './diagnostics';
import type { DocumentId } from './documentFile';
import type { LanguageContext } from './languageContext';
import { byCell, notebookProgram, type NotebookProgram, type PlacedCell } from './notebookProgram';

/** A cell and the program that its notebook is. */
export interface CellOfProgram {
  readonly document: TextDocument;
  readonly cell: PlacedCell;
  readonly program: NotebookProgram;
}

/** The notebooks that are open. */
export interface Notebooks {
  /** Undefined for what is no cell of them. */
  readonly cellAt: (uri: string) => CellOfProgram | undefined;
  readonly listen: () => unknown;
}

/**
 * Follows notebooks, and tells the editor what is wrong in each of their cells.
 * It is told, not asked for: editors ask for documents that have a tab, and a cell has none.
 */
export function serveNotebooks(connection: Connection, context: () => LanguageContext): Notebooks {
  const notebooks = new NotebookDocuments(TextDocument);
  const waiting = new Set<string>();
  const publish = async (notebook: NotebookDocument) => {
    const [first] = notebook.cells;
    if (!first) return;
    const program = programOf(notebooks, notebook);
    const found = await diagnostics(programId(first.document, program), program.text, context());
    for (const [uri, of] of byCell(program, found)) await connection.sendDiagnostics({ uri, diagnostics: [...of] });
  };
  const later = ({ uri }: NotebookDocument) => {
    if (waiting.has(uri)) return;
    waiting.add(uri);
    // What was typed meanwhile is judged together.
    setImmediate(() => {
      waiting.delete(uri);
      const notebook = notebooks.getNotebookDocument(uri);
      if (notebook)
        publish(notebook).catch((error: unknown) => {
          connection.console.error(String(error));
        });
    });
  };
  const clear = (uris: readonly string[]) => {
    for (const uri of uris) void connection.sendDiagnostics({ uri, diagnostics: [] });
  };
  notebooks.onDidOpen(later);
  notebooks.onDidChange(({ notebookDocument, cells }) => {
    clear((cells?.removed ?? []).map(({ document }) => document));
    later(notebookDocument);
  });
  notebooks.onDidClose(({ cells }) => clear(cells.map(({ document }) => document)));
  return { cellAt: (uri) => cellAt(notebooks, uri), listen: () => notebooks.listen(connection) };
}

/** What the program of a notebook is asked for by. @param uri of any of its cells */
export function programId(uri: string, { cells }: NotebookProgram): DocumentId {
  return { uri, languageId: 'python', cells: cells.map(({ offset }) => offset) };
}

function programOf(notebooks: NotebookDocuments<TextDocument>, { cells }: NotebookDocument): NotebookProgram {
  return notebookProgram(
    cells.flatMap((cell) => {
      const document = notebooks.getCellTextDocument(cell);
      return document?.languageId === 'python' ? [{ uri: document.uri, text: document.getText() }] : [];
    }),
  );
}

function cellAt(notebooks: NotebookDocuments<TextDocument>, uri: string): CellOfProgram | undefined {
  const document = notebooks.cellTextDocuments.get(uri);
  const notebook = document && notebooks.findNotebookDocumentForCell(uri);
  if (!notebook) return undefined;
  const program = programOf(notebooks, notebook);
  const cell = program.cells.find((one) => one.uri === uri);
  return cell && { document, cell, program };
}
