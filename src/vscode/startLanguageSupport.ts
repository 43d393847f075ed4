import * as vscode from 'vscode';
import { folderSchemes } from './folderSchemes';
import { fileKindOf } from '../validation/files/fileKind';

/** Files that are ours by their names start the server; others when they speak of what it checks. */
const ours = new Set(['definition', 'sparkml-schema']);
const topic = /SAGEMAKER_|SPARK_?ML/i;

/** Start the language server when the first document that it has something to say about is there; not before. */
export function startLanguageSupport(module: string, report: (error: unknown) => void): vscode.Disposable {
  let client: Promise<{ dispose(): unknown }> | undefined;
  let isOver = false;
  const start = () => {
    if (client || isOver) return;
    client = import('./languageClient').then(({ startLanguageClient }) => startLanguageClient(module));
    client.catch(report);
  };
  const look = (document: vscode.TextDocument) => {
    const isCell = document.uri.scheme === 'vscode-notebook-cell' && document.languageId === 'python';
    if (client || (!folderSchemes().has(document.uri.scheme) && !isCell)) return;
    const kind = isCell ? 'python' : fileKindOf(document.uri.path);
    if (kind !== undefined && (ours.has(kind) || topic.test(document.getText()))) start();
  };
  const subscriptions = [
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges: [change] }) => {
      if (!client && change && topic.test(document.lineAt(change.range.start.line).text)) look(document);
    }),
  ];
  for (const document of vscode.workspace.textDocuments) look(document);
  return new vscode.Disposable(() => {
    isOver = true;
    for (const subscription of subscriptions) subscription.dispose();
    // One that could not be started was reported above.
    void client?.then(
      (one) => one.dispose(),
      () => undefined,
    );
  });
}
