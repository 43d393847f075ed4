import * as vscode from 'vscode';
import type { App } from '../app';
import { noFilter, type JobFilter } from '../jobFilter';
import type { Command } from './command';
import { textField } from './jobArgument';

const statuses = ['InProgress', 'Completed', 'Failed', 'Stopped', 'InService'] as const;

/** Show only jobs with a part of a name and a status; the argument may say which. @returns the filter */
export const filterJobs: Command = {
  run: async (app, [first]) => {
    const filter = filterOf(first) ?? (await ask(app.connections.filter));
    if (filter) app.connections.narrow(filter);
    return filter;
  },
};

/** Show all jobs again. */
export const clearFilter: Command = {
  run: (app: App) => {
    app.connections.narrow(noFilter);
    return Promise.resolve();
  },
};

function filterOf(value: unknown): JobFilter | undefined {
  const [text, status] = [textField(value, 'text'), textField(value, 'status')];
  return text === undefined && status === undefined ? undefined : { text: text ?? '', status: status ?? '' };
}

async function ask(current: JobFilter): Promise<JobFilter | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show jobs whose name contains'),
    prompt: vscode.l10n.t('Nothing for any name. AWS is asked, so that all jobs are searched.'),
    value: current.text,
  });
  if (text === undefined) return undefined;
  const any = { label: vscode.l10n.t('Any status'), status: '' };
  const items = [any, ...statuses.map((status) => ({ label: status, status }))];
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show jobs with which status?') });
  return picked && { text: text.trim(), status: picked.status };
}
