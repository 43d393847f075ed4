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
    const definition = known?.state.definition;
    if (definition !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(definition));
    return definition;
  },
};
