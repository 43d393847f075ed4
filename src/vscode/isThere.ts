import * as vscode from 'vscode';

/** Whether there is a file or folder. */
export async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    // There is no other way to ask.
    return false;
  }
}
