import * as vscode from 'vscode';
import { isRunning } from '../jobBoard';
import type { Command } from './command';
import { jobArgument } from './jobArgument';

/** Ask a job or endpoint to stop. @returns its name */
export const stopJob: Command = {
  needsTrust: true,
  run: async (app, args) => {
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Stop which job or endpoint?'),
      fits: ({ state }) => isRunning(state),
      none: vscode.l10n.t('Nothing is running.'),
    });
    if (!known) return undefined;
    await known.project.platform.stop(known.state.name);
    await app.board.refresh();
    return known.state.name;
  },
};
