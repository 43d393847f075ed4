import * as vscode from 'vscode';
import { isRunning, refOf } from '../jobBoard';
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
    await known.project.platform.stop(refOf(known).job);
    await Promise.all([app.board.refresh(), app.connections.byId(known.project.id)?.refresh()]);
    return known.state.name;
  },
};
