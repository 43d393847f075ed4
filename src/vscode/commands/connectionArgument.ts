import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { App } from '../app';
import type { Connection } from '../aws/connection';
import { connectionTitle } from '../aws/connectionTitle';
import { textField } from './jobArgument';

/**
 * The connection that a command was called for: that of a row, the only one, or the one that a person chooses.
 * @returns undefined when the choice was given up
 * @throws AppError `aws.unconnected`
 */
export async function connectionArgument(
  { connections }: App,
  [first]: readonly unknown[],
  title: string,
): Promise<Connection | undefined> {
  const named = connections.byId(textField(first, 'connection') ?? textField(first, 'project') ?? '');
  if (named) return named;
  const [only, ...others] = connections.all();
  if (!only) {
    throw new AppError(
      'aws.unconnected',
      vscode.l10n.t('There is no connection to AWS.'),
      vscode.l10n.t('Make one with the command "Connect to AWS".'),
    );
  }
  if (others.length === 0) return only;
  const items = connections.all().map((connection) => ({ label: connectionTitle(connection.choice), connection }));
  return (await vscode.window.showQuickPick(items, { title }))?.connection;
}
