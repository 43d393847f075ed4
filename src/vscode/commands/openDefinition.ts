import * as vscode from 'vscode';
import type { Command } from './command';
import { jobArgument } from './jobArgument';

/** Open the file that a job was started from. @returns its path */
export const openDefinition: Command = {
  run: async (app, args) => {
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Open the definition of which job or endpoint?'),
      fits: () => true,
      none: vscode.l10n.t('Nothing has run yet.'),
    });
    if (!known) return undefined;
    await vscode.window.showTextDocument(vscode.Uri.file(known.state.definition));
    return known.state.definition;
  },
};
