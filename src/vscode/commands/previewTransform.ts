import * as vscode from 'vscode';
import { previewUri } from '../previewDocuments';
import type { Command } from './command';
import { definitionArgument } from './definitionArgument';

/** Show the requests that a transform job would make, read-only, without making them. @returns the text */
export const previewTransform: Command = {
  needsTrust: true,
  run: async (app, args) => {
    const uri = await definitionArgument(app, args, {
      title: vscode.l10n.t('Preview the requests of which transform job?'),
      kinds: ['transform-job'],
    });
    if (!uri) return undefined;
    // Asked again, it is read again: the address is another one.
    const fresh = previewUri(uri).with({ fragment: String(Date.now()) });
    const editor = await vscode.window.showTextDocument(fresh, { preview: true });
    return editor.document.getText();
  },
};
