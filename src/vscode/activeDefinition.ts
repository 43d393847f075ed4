import * as vscode from 'vscode';
import { definitionKindOf } from '../definitions/definitionKinds';
import type { ContextKey } from './ids';
import { isRunning, type JobBoard } from './jobBoard';

const key: ContextKey = 'sagemakerContainers.activeDefinition';

/** Keeps the context key of the active definition, and the board up to date while a definition can be seen. */
export function followActiveDefinition(board: JobBoard): vscode.Disposable {
  let use: vscode.Disposable | undefined;
  let last: string | undefined;
  const update = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const newest = uri && definitionKindOf(uri.path) ? board.newestOf(uri.fsPath) : undefined;
    const value = !uri || !definitionKindOf(uri.path) ? '' : newest && isRunning(newest.state) ? 'running' : 'idle';
    if (value !== last) void vscode.commands.executeCommand('setContext', key, value);
    last = value;
  };
  const look = () => {
    const isSeen = vscode.window.visibleTextEditors.some(
      ({ document }) => definitionKindOf(document.uri.path)?.runsLocally,
    );
    if (isSeen) use ??= board.use();
    else {
      use?.dispose();
      use = undefined;
    }
    update();
  };
  const subscriptions = [
    board.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeVisibleTextEditors(look),
  ];
  look();
  return vscode.Disposable.from(...subscriptions, new vscode.Disposable(() => void use?.dispose()));
}
