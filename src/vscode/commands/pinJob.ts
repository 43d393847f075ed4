import * as vscode from 'vscode';
import { refOf } from '../jobBoard';
import { isJobRef } from '../jobRef';
import type { Command } from './command';
import { jobArgument } from './jobArgument';

/** Keep a job at the top of the view. @returns its name */
export const pinJob: Command = {
  run: async (app, args) => {
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Pin which job?'),
      fits: (one) => !app.pins.has(refOf(one)),
      none: vscode.l10n.t('There is no job to pin.'),
    });
    if (known) await app.pins.add(refOf(known));
    return known?.state.name;
  },
};

/** Let a job go from the top of the view. @returns its name, or its ARN where it is out of reach */
export const unpinJob: Command = {
  run: async (app, args) => {
    const [first] = args;
    // The job itself may be gone, or out of reach.
    if (isJobRef(first) && app.pins.has(first)) {
      await app.pins.remove(first);
      return first.job;
    }
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Unpin which job?'),
      fits: (one) => app.pins.has(refOf(one)),
      none: vscode.l10n.t('No job is pinned.'),
    });
    if (known) await app.pins.remove(refOf(known));
    return known?.state.name;
  },
};
