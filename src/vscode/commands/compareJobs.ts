import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import { requestUri, tableUri } from '../compareDocuments';
import { refOf } from '../jobBoard';
import type { KnownJob } from '../jobPlace';
import type { Command } from './command';
import { jobsArgument } from './jobArgument';

/** Lay two jobs side by side, wherever they ran: their requests, and a table of times and metrics. @returns the table's text */
export const compareJobs: Command = {
  run: async (app, args) => {
    const jobs = await jobsArgument(app, args, {
      title: vscode.l10n.t('Compare which two jobs?'),
      fits: () => true,
      none: vscode.l10n.t('Nothing has run yet.'),
    });
    const [one, other] = jobs;
    if (!one) return undefined;
    if (!other || jobs.length > 2) {
      throw new AppError(
        'job.two',
        vscode.l10n.t('Two jobs are compared, {0} are chosen.', jobs.length),
        vscode.l10n.t('Select two rows with Ctrl or Cmd, then compare them.'),
      );
    }
    return show(one, other);
  },
};

async function show(one: KnownJob, other: KnownJob): Promise<string> {
  const title = `${one.state.name} ↔ ${other.state.name}`;
  const uri = (known: KnownJob) => requestUri(refOf(known), known.state.name);
  await vscode.commands.executeCommand('vscode.diff', uri(one), uri(other), title, { preview: false });
  const table = await vscode.workspace.openTextDocument(tableUri([refOf(one), refOf(other)], title));
  await vscode.commands.executeCommand('markdown.showPreviewToSide', table.uri);
  return table.getText();
}
