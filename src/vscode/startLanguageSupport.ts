import * as vscode from 'vscode';
import type { DefinitionFiles } from './definitionFiles';
import { folderSchemes } from './folderSchemes';
import { fileKindOf } from '../validation/files/fileKind';
import { speaksOfPlatform } from '../validation/files/fileTopic';

/**
 * Start the language server when the first document that it has something to say about is there; not before.
 * @param definitions of the workspace: they say what an image is for, whatever its Dockerfile speaks of
 */
export function startLanguageSupport(
  module: string,
  definitions: DefinitionFiles,
  report: (error: unknown) => void,
): vscode.Disposable {
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
    if (kind === undefined) return;
    if (speaksOfPlatform(kind, document.getText())) start();
    else if (kind === 'dockerfile') void definitions.all().then(({ length }) => length > 0 && start(), report);
  };
  const subscriptions = [
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges: [change] }) => {
      // Words that are new stand in the line that changed.
      const kind = client || !change ? undefined : fileKindOf(document.uri.path);
      if (kind && change && speaksOfPlatform(kind, document.lineAt(change.range.start.line).text)) look(document);
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
