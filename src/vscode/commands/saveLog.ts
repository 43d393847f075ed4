import { open, rename, rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { App } from '../app';
import { onAws } from '../aws/onAws';
import { cancellable } from '../cancellable';
import { refOf } from '../jobBoard';
import type { KnownJob } from '../jobPlace';
import { proposedFile } from '../proposedFile';
import { isOnAws } from '../views/jobItem';
import type { Command } from './command';
import { jobArgument } from './jobArgument';

/** Lines that are written, and told, at once. */
const atOnce = 10_000;

/** Write all that a job of AWS has written so far to a file, and open it; the second argument may name the file. @returns its path */
export const saveLog: Command = {
  run: async (app, args) => {
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Save the whole log of which job?'),
      fits: ({ state }) => isOnAws(state) && state.kind !== 'tuning-job',
      none: vscode.l10n.t('No job of AWS is shown.'),
    });
    const connection = known && app.connections.byId(known.project.id);
    if (!connection) return undefined;
    const state = (await onAws(app, connection.choice, () => connection.detail(refOf(known).job))) ?? known.state;
    if (state.streams.length === 0) {
      throw new AppError(
        'job.noLog',
        vscode.l10n.t('{0} has written no log yet.', state.name),
        vscode.l10n.t('Wait until its program runs.'),
      );
    }
    const target = args[1] instanceof vscode.Uri ? args[1] : await ask(app, `${state.name}.log`);
    if (!target) return undefined;
    await onAws(app, connection.choice, () => write({ project: connection, state }, target.fsPath));
    await vscode.window.showTextDocument(target);
    return target.fsPath;
  },
};

/** A file that was there is replaced once all of the log is read. */
function write(known: KnownJob, path: string): Promise<void> {
  const partial = `${path}.part`;
  return cancellable(vscode.l10n.t('Reading the log of {0}', known.state.name), async (tell, signal) => {
    const file = await open(partial, 'w');
    try {
      let count = 0;
      for await (const lines of parts(known)) {
        signal.throwIfAborted();
        await file.appendFile(`${lines.join('\n')}\n`);
        count += lines.length;
        tell(vscode.l10n.t('{0} lines', count.toLocaleString()));
      }
      await file.close();
      await rename(partial, path);
    } catch (error) {
      await file.close();
      await rm(partial, { force: true });
      throw error;
    }
  });
}

/** Instance by instance; where there are several, each line says whose it is. */
async function* parts(known: KnownJob): AsyncGenerator<readonly string[]> {
  const { streams } = known.state;
  for (const stream of streams) {
    let lines: string[] = [];
    for await (const line of known.project.platform.lines(refOf(known).job, stream)) {
      lines.push(streams.length > 1 ? `[${stream}] ${line}` : line);
      if (lines.length < atOnce) continue;
      yield lines;
      lines = [];
    }
    if (lines.length > 0) yield lines;
  }
}

function ask({ projects }: App, name: string): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Whole Log'),
    defaultUri: proposedFile(projects, name),
  });
}
