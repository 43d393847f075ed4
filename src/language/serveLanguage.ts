import {
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  type CancellationToken,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions, fixAll, fixAllKind } from './codeActions';
import { completions } from './completion';
import { diagnostics } from './diagnostics';
import { documentLinks } from './documentLinks';
import { hover } from './hover';
import type { LanguageContext } from './languageContext';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  diagnosticProvider: { identifier: 'sagemaker', interFileDependencies: true, workspaceDiagnostics: false },
  documentLinkProvider: { resolveProvider: false },
  hoverProvider: true,
  completionProvider: { triggerCharacters: ['"', ':', '/'] },
  codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind] },
};

/**
 * Answers the editor on a connection: diagnostics on request, links, quick fixes.
 * @param contextOf makes the context, from the folders that are open
 */
export function serveLanguage(
  connection: Connection,
  contextOf: (workspaceFolders: readonly string[]) => LanguageContext,
): void {
  const documents = new TextDocuments(TextDocument);
  let context = contextOf([]);
  let refreshes = false;

  connection.onInitialize((params) => {
    context = contextOf((params.workspaceFolders ?? []).map(({ uri }) => uri));
    refreshes = canRefresh(params);
    return { capabilities };
  });
  connection.languages.diagnostics.on(async ({ textDocument: { uri } }, token) => {
    stopIfCancelled(token);
    const document = documents.get(uri);
    return { kind: 'full', items: !document ? [] : await diagnostics(document, document.getText(), context) };
  });
  connection.onDocumentLinks(({ textDocument: { uri } }, token) => {
    stopIfCancelled(token);
    const text = documents.get(uri)?.getText();
    return text === undefined ? [] : documentLinks(uri, text, context);
  });
  connection.onHover(({ textDocument: { uri }, position }, token) => {
    stopIfCancelled(token);
    const document = documents.get(uri);
    return document ? hover(document, document.getText(), document.offsetAt(position), context) : null;
  });
  connection.onCompletion(({ textDocument: { uri }, position }, token) => {
    stopIfCancelled(token);
    const document = documents.get(uri);
    return document ? completions(document, document.getText(), document.offsetAt(position), context) : [];
  });
  connection.onCodeAction(async ({ textDocument: { uri }, context: { diagnostics: marked, only } }) => {
    const document = documents.get(uri);
    const isAll = only?.some((kind) => `${fixAllKind}.`.startsWith(`${kind}.`)) ?? false;
    if (isAll && document) return fixAll(uri, await diagnostics(document, document.getText(), context));
    return codeActions(uri, marked);
  });
  // A file that a reference names came or went.
  connection.onDidChangeWatchedFiles(() => {
    if (refreshes) connection.languages.diagnostics.refresh();
  });
  documents.listen(connection);
  connection.listen();
}

function canRefresh({ capabilities: { workspace } }: InitializeParams): boolean {
  return workspace?.diagnostics?.refreshSupport ?? false;
}

/** A request that waited while somebody typed on is not worth its work any more. */
function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'A newer request came.');
}
