import * as vscode from 'vscode';
import { AppError } from '../contract/appError';

/** Stop where what a workspace holds would be run, and nobody has said that it may. @throws AppError `workspace.untrusted` */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new AppError(
    'workspace.untrusted',
    vscode.l10n.t('This workspace is not trusted, so nothing in it is run.'),
    vscode.l10n.t('Trust it if you know where it comes from.'),
  );
}
