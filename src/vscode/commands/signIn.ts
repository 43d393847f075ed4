import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { App } from '../app';
import type { Command } from './command';
import { textField } from './jobArgument';

/** Sign in to AWS in a terminal, with AWS's own command line. The argument may name a profile. @returns whether it went well */
export const signIn: Command = {
  run: async (app, [first]) => {
    const connection = app.connections.byId(textField(first, 'connection') ?? '');
    const profile = connection?.choice.profile ?? textField(first, 'profile') ?? (await pickProfile(app));
    if (profile === undefined) return undefined;
    const signIn = (await app.aws().profiles()).find(({ name }) => name === profile)?.signIn;
    if (!signIn) throw nothingToSignInTo(vscode.l10n.t('The profile {0} has nothing to sign in to.', profile));
    const wentWell = await runInTerminal(await awsProgram(), [
      ...signIn.command.split(' '),
      ...['--profile', signIn.profile],
    ]);
    if (wentWell) await app.connections.refresh();
    return wentWell;
  },
};

async function pickProfile(app: App): Promise<string | undefined> {
  const profiles = (await app.aws().profiles()).filter(({ signIn }) => signIn !== undefined);
  if (profiles.length === 0)
    throw nothingToSignInTo(vscode.l10n.t('No profile of the shared AWS files signs in with a browser.'));
  const items = profiles.map(({ name, way }) => ({ label: name, description: way }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Sign in with which profile?') }))?.label;
}

function nothingToSignInTo(message: string): AppError {
  return new AppError('aws.noSso', message, vscode.l10n.t('To make one that does, in a terminal: aws configure sso'));
}

/** Absolute path of AWS's command line. @throws AppError `aws.program` */
async function awsProgram(): Promise<string> {
  const names = process.platform === 'win32' ? ['aws.exe', 'aws.cmd'] : ['aws'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const path of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  throw new AppError(
    'aws.program',
    vscode.l10n.t('Signing in needs the AWS CLI, which is not on the PATH.'),
    vscode.l10n.t('Install it, or sign in with another tool: the shared AWS files are read again.'),
  );
}

/** No shell in between: a profile's name stays one argument whatever is in it. */
function runInTerminal(shellPath: string, shellArgs: string[]): Promise<boolean> {
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('Sign in to AWS'), shellPath, shellArgs });
  terminal.show();
  return new Promise((resolve) => {
    const closed = vscode.window.onDidCloseTerminal((one) => {
      if (one !== terminal) return;
      closed.dispose();
      resolve(one.exitStatus?.code === 0);
    });
  });
}
