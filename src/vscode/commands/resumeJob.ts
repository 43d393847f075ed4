import * as vscode from 'vscode';
import type { Command } from './command';
import { localJobArgument } from './jobArgument';
import { watchRun } from './watchRun';

/** Take over a job whose process is gone, and follow it on. @returns the outcome */
export const resumeJob: Command = {
  needsTrust: true,
  run: async (app, args) => {
    const known = await localJobArgument(app, args, {
      title: vscode.l10n.t('Take over which job?'),
      fits: ({ state }) => state.orphaned === true,
      none: vscode.l10n.t('Every running job has a process that looks after it.'),
    });
    if (!known) return undefined;
    const { project, state } = known;
    const events = project.platform.resume(state.name, new AbortController().signal);
    return watchRun(app, { project, events, name: state.name });
  },
};
