import * as vscode from 'vscode';
import { metricsCsv } from '../../jobs/metricsCsv';
import type { App } from '../app';
import { refOf } from '../jobBoard';
import { hasMetrics } from '../metricJobs';
import { proposedFile } from '../proposedFile';
import type { Command } from './command';
import { jobsArgument } from './jobArgument';

/** Write every value of the metrics of jobs to a file. A third argument says which; else a person is asked. @returns the file */
export const exportMetrics: Command = {
  run: async (app, args) => {
    const jobs = await jobsArgument(app, args, {
      title: vscode.l10n.t('Export the metrics of which jobs?'),
      fits: hasMetrics,
      none: vscode.l10n.t('No training job has run yet.'),
    });
    const [first] = jobs;
    if (!first) return undefined;
    const file = args[2] instanceof vscode.Uri ? args[2] : await ask(app, first.state.name);
    if (!file) return undefined;
    const tables = await Promise.all(
      jobs.map(async (job) => [job.state.name, await job.project.platform.metrics(refOf(job).job)] as const),
    );
    await vscode.workspace.fs.writeFile(file, Buffer.from(metricsCsv(new Map(tables))));
    const count = tables.reduce((sum, [, samples]) => sum + samples.length, 0);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Wrote {0} values to {1}', count, file.fsPath), 5_000);
    return file;
  },
};

function ask({ projects }: App, job: string): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export as CSV…'),
    defaultUri: proposedFile(projects, `${job}-metrics.csv`),
    filters: { CSV: ['csv'] },
  });
}
