import * as vscode from 'vscode';
import type { App } from './app';
import { guard } from './guard';
import { commandIds } from './ids';

/** Register every command. What it does is loaded when it is first used. */
export function registerCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, (...args: readonly unknown[]) =>
        guard(app.log, async () => {
          const { perform } = await import('./commands/commandTable');
          return perform(id, app, args);
        }),
      ),
    ),
  );
}
