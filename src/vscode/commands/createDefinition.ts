import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import { isThere } from '../isThere';
import type { Command } from './command';
import { definitionTemplates } from './definitionTemplates';

/** Ask what it shall be and how it shall be called, write it and open it. @returns its URI */
export const createDefinition: Command = {
  run: async (_app, [first]) => {
    const folder = await folderFor(first);
    if (!folder) return undefined;
    const template = await vscode.window.showQuickPick(definitionTemplates(), {
      title: vscode.l10n.t('Which definition file?'),
    });
    if (!template) return undefined;
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('Name of the new file, without {0}', template.suffix),
      value: template.name,
      validateInput: (text) =>
        /^[A-Za-z0-9](-*[A-Za-z0-9])*$/.test(text)
          ? undefined
          : vscode.l10n.t('Use letters, digits and single hyphens.'),
    });
    if (name === undefined) return undefined;
    const uri = vscode.Uri.joinPath(folder, `${name}${template.suffix}`);
    if (await isThere(uri)) {
      throw new AppError(
        'definition.exists',
        vscode.l10n.t('{0} is there already.', vscode.workspace.asRelativePath(uri)),
        vscode.l10n.t('Choose another name.'),
      );
    }
    const text = `${JSON.stringify(template.request(name), undefined, 2)}\n`;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(uri);
    return uri;
  },
};

async function folderFor(first: unknown): Promise<vscode.Uri | undefined> {
  if (first instanceof vscode.Uri) return first;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only] = folders;
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  if (only) return only.uri;
  throw new AppError(
    'workspace.empty',
    vscode.l10n.t('No folder is open.'),
    vscode.l10n.t('Open the folder that the new file shall be in.'),
  );
}
