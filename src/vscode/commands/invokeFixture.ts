import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { App } from '../app';
import type { Command } from './command';
import { definitionArgument } from './definitionArgument';
import { invokeOnAws } from './invokeOnAws';
import { isJobRef } from '../jobRef';

/** Send a fixture, or all fixtures of an endpoint, and show the answers as test results. @returns how many passed and failed */
export const invokeFixture: Command = {
  needsTrust: true,
  run: async (app, args) => {
    const onAws = isJobRef(args[0]) ? app.connections.find(args[0]) : undefined;
    if (onAws) return invokeOnAws(app, onAws);
    const fixtures = isJobRef(args[0]) ? await fixturesOf(app, args[0]) : await chosen(app, args);
    if (fixtures.length === 0) return undefined;
    return (await app.tests()).invoke(fixtures);
  },
};

async function chosen(app: App, args: readonly unknown[]): Promise<readonly vscode.Uri[]> {
  const title = vscode.l10n.t('Send which fixture?');
  const uri = await definitionArgument(app, args, { title, kinds: ['invocation'] });
  return uri ? [uri] : [];
}

async function fixturesOf(
  app: App,
  ref: { readonly project: string; readonly job: string },
): Promise<readonly vscode.Uri[]> {
  const known = app.board.find(ref);
  const fixtures = known ? await (await app.tests()).fixturesOf(known.state) : [];
  if (fixtures.length > 0) return fixtures;
  throw new AppError(
    'fixture.none',
    vscode.l10n.t('No fixture in this workspace names the model of {0}.', ref.job),
    vscode.l10n.t('Create a *.invocation.json whose EndpointName is the file:// reference to that model.'),
  );
}
