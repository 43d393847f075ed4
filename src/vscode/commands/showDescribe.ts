import * as vscode from 'vscode';
import type { Command } from './command';
import { jobArgument, textField } from './jobArgument';
import { describeResourceUri, describeUri } from '../describeDocuments';

/** Show the API's Describe response of a job, read-only. @returns its text */
export const showDescribe: Command = {
  run: async (app, args) => {
    const resource = resourceOf(args[0]);
    if (resource) return show(resource);
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Describe which job or endpoint?'),
      fits: () => true,
      none: vscode.l10n.t('Nothing has run yet.'),
    });
    if (!known) return undefined;
    return show(describeUri(known));
  },
};

async function show(uri: vscode.Uri): Promise<string> {
  const editor = await vscode.window.showTextDocument(uri);
  return editor.document.getText();
}

function resourceOf(node: unknown): vscode.Uri | undefined {
  const [connection, kind, name] = [textField(node, 'connection'), textField(node, 'kind'), textField(node, 'name')];
  if (connection === undefined || name === undefined) return undefined;
  const isKind = kind === 'model' || kind === 'endpoint-config' || kind === 'image';
  return isKind ? describeResourceUri(connection, kind, name) : undefined;
}
