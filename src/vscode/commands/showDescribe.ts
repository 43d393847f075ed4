import * as vscode from 'vscode';
import type { Command } from './command';
import { jobArgument } from './jobArgument';
import { describeUri } from '../describeDocuments';

/** Show the API's Describe response of a job, read-only. @returns its text */
export const showDescribe: Command = {
  run: async (app, args) => {
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Describe which job or endpoint?'),
      fits: () => true,
      none: vscode.l10n.t('Nothing has run yet.'),
    });
    if (!known) return undefined;
    const editor = await vscode.window.showTextDocument(describeUri(known));
    return editor.document.getText();
  },
};
