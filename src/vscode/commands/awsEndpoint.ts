import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { App } from '../app';
import type { Command } from './command';

/** Let AWS clients of this machine use local runs. @returns the URL */
export const startAwsEndpoint: Command = {
  needsTrust: true,
  run: async (app) => {
    const [project] = app.projects.all();
    if (!project) {
      throw new AppError(
        'project.none',
        vscode.l10n.t('No folder is open.'),
        vscode.l10n.t('Open the folder that the jobs shall belong to.'),
      );
    }
    const url = await app.awsEndpoint.start(project);
    void offerCopy(app, url);
    return url;
  },
};

/** @returns whether one was running */
export const stopAwsEndpoint: Command = {
  run: async (app) => {
    const wasRunning = await app.awsEndpoint.stop();
    const said = wasRunning
      ? vscode.l10n.t('The local AWS endpoint has ended; its jobs go on.')
      : vscode.l10n.t('No local AWS endpoint is running.');
    vscode.window.setStatusBarMessage(said, 3_000);
    return wasRunning;
  },
};

/** Put the URL on the clipboard. @returns the URL; undefined when none is running */
export const copyAwsEndpointUrl: Command = {
  run: async (app) => {
    const { url } = app.awsEndpoint;
    if (url === undefined)
      void vscode.window.showInformationMessage(vscode.l10n.t('No local AWS endpoint is running.'));
    else await put(url);
    return url;
  },
};

async function offerCopy(app: App, url: string): Promise<void> {
  const button = vscode.l10n.t('Copy URL');
  const message = vscode.l10n.t('AWS clients of this machine use local runs with AWS_ENDPOINT_URL={0}', url);
  if ((await vscode.window.showInformationMessage(message, button)) === button) await put(app.awsEndpoint.url ?? url);
}

async function put(url: string): Promise<void> {
  await vscode.env.clipboard.writeText(url);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', url), 3_000);
}
