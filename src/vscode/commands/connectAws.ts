import * as vscode from 'vscode';
import type { AwsChoice } from '../../jobs/submission';
import { askAwsChoice } from '../aws/awsChoice';
import { connectionTitle } from '../aws/connectionTitle';
import { onAws } from '../aws/onAws';
import type { Command } from './command';
import { connectionArgument } from './connectionArgument';
import { textField } from './jobArgument';

/** Show the jobs and resources of a profile and region; the argument may name them. @returns the connection's id */
export const connectAws: Command = {
  run: async (app, [first]) => {
    const choice = choiceOf(first) ?? (await askAwsChoice(app));
    if (!choice) return undefined;
    const connection = await app.connections.add(choice);
    await vscode.commands.executeCommand('sagemakerContainers.jobs.focus');
    const title = vscode.l10n.t('Connecting to {0}', connectionTitle(choice));
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      onAws(app, choice, () => connection.open()),
    );
    await connection.refresh();
    return connection.id;
  },
};

/** Show a profile and region no more. Nothing of it is stopped. @returns its id */
export const disconnectAws: Command = {
  run: async (app, args) => {
    const connection = await connectionArgument(app, args, vscode.l10n.t('Disconnect from which?'));
    if (connection) await app.connections.remove(connection);
    return connection?.id;
  },
};

function choiceOf(value: unknown): AwsChoice | undefined {
  const [profile, region] = [textField(value, 'profile'), textField(value, 'region')];
  return region === undefined ? undefined : { region, ...(profile !== undefined && { profile }) };
}
