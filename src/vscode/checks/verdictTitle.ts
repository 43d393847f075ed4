import * as vscode from 'vscode';
import type { CheckVerdict } from '../../jobs/containerCheck';

/** A verdict in the language of the editor. */
export function verdictTitle(verdict: CheckVerdict): string {
  switch (verdict) {
    case 'pass':
      return vscode.l10n.t('passed');
    case 'fail':
      return vscode.l10n.t('failed');
    case 'warning':
      return vscode.l10n.t('warning');
    case 'not observable':
      return vscode.l10n.t('could not be seen');
    case 'not applicable':
      return vscode.l10n.t('does not apply');
  }
}
