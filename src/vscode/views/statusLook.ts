import * as vscode from 'vscode';
import type { JobState } from '../../jobs/jobState';
import { isRunning } from '../jobBoard';

/** How a status looks; it is always said in words as well. */
export function statusIcon(state: JobState): vscode.ThemeIcon {
  if (state.orphaned === true)
    return new vscode.ThemeIcon('debug-disconnect', new vscode.ThemeColor('list.warningForeground'));
  switch (state.status) {
    case 'Completed':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'InService':
      return new vscode.ThemeIcon('broadcast', new vscode.ThemeColor('testing.iconPassed'));
    case 'Failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
    case 'Stopped':
    case 'OutOfService':
      return new vscode.ThemeIcon('circle-slash');
    default:
      return new vscode.ThemeIcon(isRunning(state) ? 'sync~spin' : 'question');
  }
}

/** The status in words: what the API says, and more exactly while it runs. */
export function statusText(state: JobState): string {
  if (state.orphaned === true) return vscode.l10n.t('Abandoned');
  const { status, secondaryStatus } = state;
  const isMoreExact = isRunning(state) && status === 'InProgress' && secondaryStatus !== undefined;
  return isMoreExact ? secondaryStatus : status;
}
