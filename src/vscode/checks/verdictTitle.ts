import * as vscode from 'vscode';
import type { CheckVerdict } from '../../jobs/containerCheck';

/** A verdict in the language of the editor. */
export function verdictTitle(verdict: CheckVerdict): string {
  const titles: Readonly<Record<CheckVerdict, string>> = {
    pass: vscode.l10n.t('passed'),
    fail: vscode.l10n.t('failed'),
    warning: vscode.l10n.t('warning'),
    'not observable': vscode.l10n.t('could not be seen'),
    'not applicable': vscode.l10n.t('does not apply'),
  };
  return titles[verdict];
}
