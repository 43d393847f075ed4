import * as vscode from 'vscode';
import { showError, step } from '../messages';

/** Tell that AWS takes the credentials no more, with a button that signs in. @param target what `signIn` takes: a row, or a choice */
export function offerSignIn(text: string, target: object): void {
  void showError(text, [step(vscode.l10n.t('Sign In'), 'sagemakerContainers.signIn', target)]);
}
