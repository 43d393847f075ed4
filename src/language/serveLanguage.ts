import {
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type Position,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions, fixAll, fixAllKind } from './codeActions';
import { completions } from './completion';
import { diagnostics } from './diagnostics';
import type { DocumentId } from './documentFile';
import { definitionAt, documentLinks } from './documentLinks';
import { hover } from './hover';
import type { LanguageContext } from './languageContext';
import { openFiles } from './openFiles';
import { byCell, completionIn, hoverIn } from './notebookProgram';
import { programId, serveNotebooks, type CellOfProgram } from './serveNotebooks';

/** Of an editor that does not name its language. */
const english = 'en';
const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  notebookDocumentSync: { notebookSelector: [{ notebook: 'jupyter-notebook', cells: [{ language: 'python' }] }] },
  diagnosticProvider: { identifier: 'sagemaker', interFileDependencies: true, workspaceDiagnostics: false },
  documentLinkProvider: { resolveProvider: false },
  definitionProvider: true,
  hoverProvider: true,
  completionProvider: { triggerCharacters: ['"', ':', '/'] },
  codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind] },
};

/**
 * Answers the editor on a connection: diagnostics on request, links, definitions, quick fixes, hover, completion.
 * @param contextOf makes the context, from the folders that are open and the language of the editor
 */
export function serveLanguage(
  connection: Connection,
  contextOf: (workspaceFolders: readonly string[], language: string) => LanguageContext,
): void {
  const documents = new TextDocuments(TextDocument);
  const withOpenFiles = (around: LanguageContext): LanguageContext => ({
    ...around,
    files: openFiles(around.files, (path) => documents.get(around.uriOf(path))?.getText()),
  });
  let context = withOpenFiles(contextOf([], english));
  const notebooks = serveNotebooks(connection, () => context);
  let refreshes = false;
  const found = async (uri: string): Promise<readonly Diagnostic[]> => {
    const inCell = notebooks.cellAt(uri);
    if (inCell) {
      const all = await diagnostics(programId(uri, inCell.program), inCell.program.text, context);
      return byCell(inCell.program, all).get(uri) ?? [];
    }
    const document = documents.get(uri);
    return document ? diagnostics(document, document.getText(), context) : [];
  };

  connection.onInitialize((params) => {
    context = withOpenFiles(
      contextOf(
        (params.workspaceFolders ?? []).map(({ uri }) => uri),
        params.locale ?? english,
      ),
    );
    refreshes = canRefresh(params);
    return { capabilities };
  });
  connection.languages.diagnostics.on(async ({ textDocument: { uri } }, token) => {
    stopIfCancelled(token);
    return { kind: 'full', items: [...(await found(uri))] };
  });
  connection.onCodeAction(async ({ textDocument: { uri }, context: { diagnostics: marked, only } }) => {
    const isAll = only?.some((kind) => `${fixAllKind}.`.startsWith(`${kind}.`)) ?? false;
    const actions = isAll ? fixAll(uri, await found(uri)) : codeActions(uri, marked);
    return actions.map((action) => ({ ...action, title: context.translate?.(action.title) ?? action.title }));
  });
  // A file that a reference names came or went.
  connection.onDidChangeWatchedFiles(() => {
    if (refreshes) connection.languages.diagnostics.refresh();
  });
  serveHelp(connection, {
    documentOf: (uri) => documents.get(uri),
    cellAt: (uri) => notebooks.cellAt(uri),
    context: () => context,
  });
  documents.listen(connection);
  notebooks.listen();
  connection.listen();
}

/** What is open, for answers about a place of it. */
interface OpenDocuments {
  readonly documentOf: (uri: string) => TextDocument | undefined;
  readonly cellAt: (uri: string) => CellOfProgram | undefined;
  readonly context: () => LanguageContext;
}

function serveHelp(connection: Connection, { documentOf, cellAt, context }: OpenDocuments): void {
  connection.onDocumentLinks(({ textDocument: { uri } }, token) => {
    stopIfCancelled(token);
    const text = documentOf(uri)?.getText();
    return text === undefined ? [] : documentLinks(uri, text, context());
  });
  connection.onDefinition(({ textDocument: { uri }, position }, token) => {
    stopIfCancelled(token);
    const text = documentOf(uri)?.getText();
    return text === undefined ? [] : definitionAt(uri, text, position, context());
  });
  connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    stopIfCancelled(token);
    const inCell = cellAt(uri);
    if (inCell) return hoverIn(inCell.cell, await hover(...placeIn(inCell, position), context()));
    const document = documentOf(uri);
    return document ? hover(document, document.getText(), document.offsetAt(position), context()) : null;
  });
  connection.onCompletion(async ({ textDocument: { uri }, position }, token) => {
    stopIfCancelled(token);
    const inCell = cellAt(uri);
    if (inCell) {
      const items = await completions(...placeIn(inCell, position), context());
      return items.map((item) => completionIn(inCell.cell, item));
    }
    const document = documentOf(uri);
    return document ? completions(document, document.getText(), document.offsetAt(position), context()) : [];
  });
}

/** A place of a cell as one of its notebook's program. */
function placeIn({ document, cell, program }: CellOfProgram, position: Position): [DocumentId, string, number] {
  return [programId(document.uri, program), program.text, cell.offset + document.offsetAt(position)];
}

function canRefresh({ capabilities: { workspace } }: InitializeParams): boolean {
  return workspace?.diagnostics?.refreshSupport ?? false;
}

/** A request that waited while somebody typed on is not worth its work any more. */
function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'A newer request came.');
}
