import * as vscode from 'vscode';
import { isOnAws } from '../views/jobItem';
import type { Command } from './command';
import { jobArgument, textField } from './jobArgument';

/** Show the log of a job, live while it runs. @returns the channel's title, or the path of the log file */
export const openLog: Command = {
  run: async (app, args) => {
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Open the log of which job or endpoint?'),
      // A list of AWS does not say whether a job has a log.
      fits: ({ state }) => isOnAws(state) || state.streams.length > 0,
      none: vscode.l10n.t('There is no log yet.'),
    });
    return known && app.logs.show(known, textField(args[0], 'stream'));
  },
};
