import * as vscode from 'vscode';
import { isRunning } from '../jobBoard';
import type { Command } from './command';
import { localJobArgument } from './jobArgument';

/** Remove a job that has ended, with its logs and artifacts, once a person has said yes. @returns its name */
export const removeJob: Command = {
  needsTrust: true,
  run: async (app, args) => {
    const known = await localJobArgument(app, args, {
      title: vscode.l10n.t('Remove which job?'),
      fits: ({ state }) => !isRunning(state),
      none: vscode.l10n.t('There is no ended job to remove.'),
    });
    if (!known) return undefined;
    const { project, state } = known;
    const yes = vscode.l10n.t('Remove');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Remove {0} with its logs and artifacts?', state.name),
      { modal: true, detail: vscode.l10n.t('This cannot be undone.') },
      yes,
    );
    if (answer !== yes) return undefined;
    await project.platform.remove(state.name);
    app.logs.forget(project.id, state.name);
    await app.board.refresh();
    return state.name;
  },
};
