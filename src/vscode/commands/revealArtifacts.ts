import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { Command } from './command';
import { localJobArgument, textField } from './jobArgument';

/** Show what a job has made where people look for files. @returns the path of what was shown */
export const revealArtifacts: Command = {
  run: async (app, args) => {
    const known = await localJobArgument(app, args, {
      title: vscode.l10n.t('Reveal the artifacts of which job?'),
      fits: ({ state }) => state.artifacts.length > 0,
      none: vscode.l10n.t('No job has made artifacts yet.'),
    });
    if (!known) return undefined;
    const { artifacts, name } = known.state;
    const wanted = textField(args[0], 'name');
    const artifact = artifacts.find((one) => one.name === wanted) ?? artifacts[0];
    if (!artifact) {
      throw new AppError(
        'job.artifacts',
        vscode.l10n.t('{0} has made no artifacts.', name),
        vscode.l10n.t('Read its log to see why.'),
      );
    }
    await reveal(artifact.path);
    return artifact.path;
  },
};

/** Show a file where people look for files. @param path absolute */
export async function reveal(path: string): Promise<void> {
  const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  await vscode.commands.executeCommand(isDesktop ? 'revealFileInOS' : 'revealInExplorer', vscode.Uri.file(path));
}
