import * as vscode from 'vscode';

/** Where the files of this window lie: on the disk, and wherever its folders are. Versions from git and the like are not among them. */
export function folderSchemes(): ReadonlySet<string> {
  return new Set(['file', ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
}
