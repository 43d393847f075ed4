import * as vscode from 'vscode';
import { isRunning } from '../jobBoard';
import { isOnAws } from '../views/jobItem';
import type { Command } from './command';
import { jobArgument } from './jobArgument';

/** Show the log of a job of AWS as it is written, once a person has said yes to the price. @returns the channel's title */
export const liveTail: Command = {
  run: async (app, args) => {
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Follow which job with Live Tail?'),
      fits: ({ state }) => isOnAws(state) && isRunning(state) && state.kind !== 'tuning-job',
      none: vscode.l10n.t('No job of AWS that runs is shown.'),
    });
    if (!known) return undefined;
    const region = app.connections.byId(known.project.id)?.choice.region ?? '';
    const yes = vscode.l10n.t('Follow with Live Tail');
    const message = vscode.l10n.t('Follow {0} with Live Tail?', known.state.name);
    const detail = vscode.l10n.t(
      'Lines are shown about a second after they were written. AWS bills the minutes of Live Tail: about 0.01 USD each in us-east-1 after 1800 free ones a month, so 0.60 USD an hour; see the prices of CloudWatch for {0}. It ends with the job, when its log is closed with this window, or after 3 hours.',
      region,
    );
    if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, yes)) !== yes) return undefined;
    return app.logs.show(known, undefined, true);
  },
};
