import { join } from 'node:path';
import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { App } from '../app';
import { onAws } from '../aws/onAws';
import { cancellable } from '../cancellable';
import { sizeText } from '../duration';
import type { KnownJob } from '../jobPlace';
import { showInformation } from '../messages';
import { isOnAws } from '../views/jobItem';
import type { Command } from './command';
import { jobArgument, textField } from './jobArgument';
import { reveal } from './revealArtifacts';

/** So many files are named in a question. */
const mostNamed = 8;

/** Bring what a job of AWS has made to a folder of this machine; a third argument may name it. @returns paths of the files */
export const downloadArtifacts: Command = {
  run: async (app, args) => {
    const known = await jobArgument(app, args, {
      title: vscode.l10n.t('Download the artifacts of which job?'),
      fits: ({ state }) => isOnAws(state),
      none: vscode.l10n.t('No job of AWS is shown.'),
    });
    const connection = known && app.connections.byId(known.project.id);
    if (!connection) return undefined;
    const state = (await connection.detail(known.state.arn ?? '')) ?? known.state;
    const artifacts = chosen(state.artifacts, textField(args[0], 'name'));
    if (artifacts.length === 0) {
      throw new AppError(
        'job.artifacts',
        vscode.l10n.t('{0} has made no artifacts.', state.name),
        vscode.l10n.t('Read its log to see why.'),
      );
    }
    const folder = args[2] instanceof vscode.Uri ? args[2] : await ask(app);
    if (!folder) return undefined;
    const files = await onAws(app, connection.choice, async () => download(known, app, artifacts, folder));
    const target = join(folder.fsPath, state.name);
    void showInformation(vscode.l10n.t('The artifacts of {0} are in {1}.', state.name, target), [
      { title: vscode.l10n.t('Show Files'), run: () => reveal(files[0] ?? target) },
    ]);
    return files;
  },
};

interface Artifact {
  readonly name: string;
  readonly path: string;
}

function chosen(artifacts: readonly Artifact[], name: string | undefined): readonly Artifact[] {
  const one = artifacts.filter((artifact) => artifact.name === name);
  return one.length > 0 ? one : artifacts;
}

function download(
  { project, state }: KnownJob,
  app: App,
  artifacts: readonly Artifact[],
  folder: vscode.Uri,
): Thenable<readonly string[]> {
  return cancellable(vscode.l10n.t('Downloading artifacts of {0}', state.name), async (tell, signal) => {
    const files: string[] = [];
    const resources = await app.connections.byId(project.id)?.resources();
    for (const { path } of artifacts) {
      const said = ({ bytes, ofBytes }: { readonly bytes: number; readonly ofBytes: number }) =>
        tell(vscode.l10n.t('{0} of {1}', sizeText(bytes), sizeText(ofBytes)));
      files.push(
        ...((await resources?.download(path, join(folder.fsPath, state.name), {
          ...{ tell: said, mayReplace, signal },
        })) ?? []),
      );
    }
    return files;
  });
}

/** A person decides about files of theirs that would be lost; closing the question ends the download. */
async function mayReplace(paths: readonly string[]): Promise<boolean> {
  const [replace, keep] = [vscode.l10n.t('Replace'), vscode.l10n.t('Keep What Is There')];
  const message = vscode.l10n.t('Files that say something else are there: {0}. Replace them?', paths.length);
  const named = paths.slice(0, mostNamed).join('\n');
  const detail = paths.length > mostNamed ? `${named}\n…` : named;
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, replace, keep);
  if (answer === undefined) throw new vscode.CancellationError();
  return answer === replace;
}

async function ask({ projects }: App): Promise<vscode.Uri | undefined> {
  const start = projects.all()[0]?.uri;
  const picked = await vscode.window.showOpenDialog({
    ...{ title: vscode.l10n.t('Download into which folder?'), canSelectFolders: true, canSelectFiles: false },
    openLabel: vscode.l10n.t('Download'),
    ...(start && { defaultUri: start }),
  });
  return picked?.[0];
}
