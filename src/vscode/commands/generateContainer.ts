import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { Command } from './command';

/**
 * Propose a container for what is in a folder, show how it differs from what is there, and write what is chosen. Nothing in the folder is
 * run: no trust is needed. Arguments: the folder, and, to ask nothing and write what is new, the kind. @returns the paths that were written
 */
export const generateContainer: Command = {
  run: async (app, [first, wanted]) => {
    const folder = await folderFor(first);
    if (!folder) return undefined;
    // Brings a grammar along, which no other command needs.
    const { proposeContainer } = await import('./proposeContainer');
    return proposeContainer(app, folder, wanted);
  },
};

/** What was clicked, the workspace, or what somebody chooses. */
async function folderFor(first: unknown): Promise<vscode.Uri | undefined> {
  const folder = first instanceof vscode.Uri ? first : await chooseFolder();
  if (!folder || folder.scheme === 'file') return folder;
  throw new AppError(
    'scaffold.place',
    vscode.l10n.t('Containers are written to folders on a disk only.'),
    vscode.l10n.t('Open a folder of this machine.'),
  );
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const [only, ...more] = vscode.workspace.workspaceFolders ?? [];
  if (only && more.length === 0) return only.uri;
  if (only) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const title = vscode.l10n.t('Which folder shall become a container?');
  return (await vscode.window.showOpenDialog({ title, canSelectFiles: false, canSelectFolders: true }))?.[0];
}
