import * as vscode from 'vscode';
import { hasMetrics } from '../metricJobs';
import type { Command } from './command';
import { jobArgument, jobsArgument } from './jobArgument';
import { refOf } from '../jobBoard';

/** Show the metrics of a job as they come; of several when several rows are selected. @returns the panel's title */
export const showMetrics: Command = {
  run: async (app, args) => {
    if (Array.isArray(args[1]) && args[1].length > 1) return compareMetrics.run(app, args);
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Show the metrics of which job?'),
      fits: hasMetrics,
      none: vscode.l10n.t('No training job has run yet.'),
    });
    return known && (await app.panels()).showMetrics([refOf(known)]).panel.title;
  },
};

/** Show the metrics of several jobs in the same charts. @returns the panel's title */
export const compareMetrics: Command = {
  run: async (app, args) => {
    const jobs = await jobsArgument(app, args, {
      title: vscode.l10n.t('Compare the metrics of which jobs?'),
      fits: hasMetrics,
      none: vscode.l10n.t('No training job has run yet.'),
    });
    return jobs.length === 0 ? undefined : (await app.panels()).showMetrics(jobs.map(refOf)).panel.title;
  },
};
