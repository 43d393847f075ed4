import { posix } from 'node:path';
import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import { definitionKindOf, namesContainer as hasContainer } from '../../definitions/definitionKinds';
import { fileKindOf } from '../../validation/files/fileKind';
import type { App } from '../app';
import { kindTitle } from '../views/kindTitle';
import { requireLocal, save, uriOf } from './definitionArgument';

const dockerfiles = '**/{Dockerfile,Dockerfile.*,*.Dockerfile,Containerfile}';

/**
 * What a check was asked for: a URI, a row of a view, the file in the active editor, or what a person chooses. What was changed in
 * an editor is saved.
 * @returns undefined when the choice was given up
 * @throws AppError `check.target`, `definition.remote`, `workspace.empty`
 */
export async function checkTarget(app: App, [first]: readonly unknown[]): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const uri = uriOf(first) ?? (active && namesContainer(active) ? active : await pick(app));
  if (!uri) return undefined;
  requireLocal(uri);
  if (!namesContainer(uri) && !(await isFolder(uri))) {
    throw new AppError(
      'check.target',
      vscode.l10n.t('{0} names no container that could be checked.', vscode.workspace.asRelativePath(uri)),
      vscode.l10n.t(
        'Choose the definition of a job, a model or an endpoint, a Dockerfile, or a folder with one of them.',
      ),
    );
  }
  await save(uri);
  return uri;
}

function namesContainer({ path }: vscode.Uri): boolean {
  const kind = definitionKindOf(path);
  return kind === undefined ? fileKindOf(path) === 'dockerfile' : hasContainer(kind);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}

async function pick({ definitions }: App): Promise<vscode.Uri | undefined> {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    throw new AppError(
      'workspace.empty',
      vscode.l10n.t('No folder is open.'),
      vscode.l10n.t('Open a folder with a definition file or a Dockerfile.'),
    );
  }
  const files = (await definitions.all()).filter(({ uri }) => namesContainer(uri));
  const builds = await vscode.workspace.findFiles(dockerfiles, '**/node_modules/**');
  const items = [
    ...files.map(({ kind, uri }) => itemOf(uri, kindTitle(kind))),
    ...builds.map((uri) => itemOf(uri, 'Dockerfile')),
  ];
  if (items.length === 0) {
    throw new AppError(
      'check.target',
      vscode.l10n.t('There is neither a definition file nor a Dockerfile in the workspace.'),
      vscode.l10n.t('Start from a template with the command "New Container".'),
    );
  }
  const title = vscode.l10n.t('Check the container of what?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.uri;
}

function itemOf(uri: vscode.Uri, detail: string): vscode.QuickPickItem & { readonly uri: vscode.Uri } {
  return { label: posix.basename(uri.path), description: vscode.workspace.asRelativePath(uri), detail, uri };
}
