import * as vscode from 'vscode';
import { definitionKindOf } from '../definitions/definitionKinds';

/** Start the language server when the first file that it knows is opened; not before. */
export function startLanguageSupport(module: string, report: (error: unknown) => void): vscode.Disposable {
  let client: Promise<{ dispose(): unknown }> | undefined;
  let isOver = false;
  const look = ({ uri }: vscode.TextDocument) => {
    if (client || isOver || uri.scheme !== 'file' || !definitionKindOf(uri.path)) return;
    client = import('./languageClient').then(({ startLanguageClient }) => startLanguageClient(module));
    client.catch(report);
  };
  const opened = vscode.workspace.onDidOpenTextDocument(look);
  for (const document of vscode.workspace.textDocuments) look(document);
  return new vscode.Disposable(() => {
    isOver = true;
    opened.dispose();
    // One that could not be started was reported above.
    void client?.then(
      (one) => one.dispose(),
      () => undefined,
    );
  });
}
