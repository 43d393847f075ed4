import * as vscode from 'vscode';
import type { JobBoard } from './jobBoard';
import { statusText } from './views/statusLook';

/** An item in the status bar while something runs; it leads to the view of it. */
export function registerStatusBar(board: JobBoard): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('jobs', vscode.StatusBarAlignment.Left, 0);
  item.name = 'SageMaker Containers';
  const update = () => {
    const running = board.running().map(({ state }) => state);
    const endpoints = running.filter(({ status }) => status === 'InService');
    const jobs = running.filter(({ status }) => status !== 'InService');
    const [job] = jobs;
    const parts = [
      job &&
        (jobs.length === 1
          ? `$(sync~spin) ${job.name}: ${statusText(job)}`
          : `$(sync~spin) ${vscode.l10n.t('{0} jobs', jobs.length)}`),
      endpoints.length > 0 ? `$(broadcast) ${vscode.l10n.t('Endpoints: {0}', endpoints.length)}` : undefined,
    ].filter((part) => part !== undefined);
    if (parts.length === 0) {
      item.hide();
      return;
    }
    item.text = parts.join('  ');
    item.tooltip = running
      .map((state) => [state.name, statusText(state), state.url].filter(Boolean).join(', '))
      .join('\n');
    item.accessibilityInformation = { label: vscode.l10n.t('Running: {0}', item.tooltip), role: 'button' };
    item.command = jobs.length > 0 ? 'sagemakerContainers.jobs.focus' : 'sagemakerContainers.endpoints.focus';
    item.show();
  };
  return vscode.Disposable.from(item, board.onDidChange(update));
}
