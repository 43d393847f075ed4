import { NotebookDocuments, type Connection, type Diagnostic, type NotebookDocument } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnostics } from './diagnostics';
import type { DocumentId } from './documentFile';
import type { LanguageContext } from './languageContext';
import {
  byCell,
  cellCode,
  notebookProgram,
  type CellCode,
  type NotebookProgram,
  type PlacedCell,
} from './notebookProgram';

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
  const programOf = programs(notebooks);
  const shown = new ShownDiagnostics(connection);
  const waiting = new Set<string>();
  const publish = async (notebook: NotebookDocument) => {
    const [first] = notebook.cells;
    if (!first) return;
    const program = programOf(notebook);
    const found = await diagnostics(programId(first.document, program), program.text, context());
    for (const [uri, of] of byCell(program, found)) await shown.set(uri, of);
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
    for (const uri of uris) shown.clear(uri);
  };
  notebooks.onDidOpen(later);
  notebooks.onDidChange(({ notebookDocument, cells }) => {
    clear((cells?.removed ?? []).map(({ document }) => document));
    later(notebookDocument);
  });
  notebooks.onDidClose(({ cells }) => clear(cells.map(({ document }) => document)));
  return { cellAt: (uri) => cellAt(notebooks, uri, programOf), listen: () => notebooks.listen(connection) };
}

/** What the program of a notebook is asked for by. @param uri of any of its cells */
export function programId(uri: string, { cells }: NotebookProgram): DocumentId {
  return { uri, languageId: 'python', cells: cells.map(({ offset }) => offset) };
}

type ProgramOf = (notebook: NotebookDocument) => NotebookProgram;

/** Makes programs of notebooks; a cell that nobody typed in is not read again. */
function programs(notebooks: NotebookDocuments<TextDocument>): ProgramOf {
  const read = new WeakMap<TextDocument, { readonly version: number; readonly code: CellCode }>();
  const codeOf = (document: TextDocument): CellCode => {
    const known = read.get(document);
    if (known?.version === document.version) return known.code;
    const code = cellCode(document.uri, document.getText());
    read.set(document, { version: document.version, code });
    return code;
  };
  return ({ cells }) =>
    notebookProgram(
      cells.flatMap((cell) => {
        const document = notebooks.getCellTextDocument(cell);
        return document?.languageId === 'python' ? [codeOf(document)] : [];
      }),
    );
}

function cellAt(
  notebooks: NotebookDocuments<TextDocument>,
  uri: string,
  programOf: ProgramOf,
): CellOfProgram | undefined {
  const document = notebooks.cellTextDocuments.get(uri);
  const notebook = document && notebooks.findNotebookDocumentForCell(uri);
  if (!notebook) return undefined;
  const program = programOf(notebook);
  const cell = program.cells.find((one) => one.uri === uri);
  return cell && { document, cell, program };
}

/** What the editor shows now: it is told of cells whose diagnostics are others, which a key in one of forty rarely makes. */
class ShownDiagnostics {
  private readonly shown = new Map<string, string>();

  constructor(private readonly connection: Connection) {}

  async set(uri: string, diagnostics: readonly Diagnostic[]): Promise<void> {
    const written = JSON.stringify(diagnostics);
    if (written === this.shown.get(uri)) return;
    this.shown.set(uri, written);
    await this.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  }

  /** Of a cell that is gone. */
  clear(uri: string): void {
    this.shown.delete(uri);
    void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }
}
