import * as vscode from 'vscode';
import { isRunning } from '../jobBoard';
import type { Command } from './command';
import { jobArgument } from './jobArgument';

/** Put the URL of a running endpoint on the clipboard. @returns the URL */
export const copyEndpointUrl: Command = {
  run: async (app, args) => {
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Copy the URL of which endpoint?'),
      fits: ({ state }) => state.url !== undefined && isRunning(state),
      none: vscode.l10n.t('No endpoint is running.'),
    });
    const url = known?.state.url;
    if (url === undefined) return undefined;
    await vscode.env.clipboard.writeText(url);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', url), 3_000);
    return url;
  },
};
