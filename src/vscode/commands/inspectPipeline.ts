import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import { definitionKindOf } from '../../definitions/definitionKinds';
import type { App } from '../app';
import { isRunning, refOf, type LocalJob } from '../jobBoard';
import type { KnownJob } from '../jobPlace';
import type { Command } from './command';
import { localJobArgument } from './jobArgument';

/** Open the pipeline inspector on an endpoint in service, or on the one that a fixture is sent to. @returns the panel's title */
export const inspectPipeline: Command = {
  needsTrust: true,
  run: async (app, args) => {
    const fixture = fixtureOf(args[0]);
    const known = fixture ? await endpointFor(app, fixture) : await endpoint(app, args);
    return known && (await app.panels()).showInspector(refOf(known), fixture).panel.title;
  },
};

function fixtureOf(value: unknown): vscode.Uri | undefined {
  const uri = value instanceof vscode.Uri ? value : vscode.window.activeTextEditor?.document.uri;
  const isNamed = value === undefined || value instanceof vscode.Uri;
  return isNamed && uri && definitionKindOf(uri.path)?.kind === 'invocation' ? uri : undefined;
}

function isInService({ state }: KnownJob): boolean {
  return state.url !== undefined && isRunning(state);
}

function endpoint(app: App, args: readonly unknown[]): Promise<LocalJob | undefined> {
  return localJobArgument(app, args, {
    title: vscode.l10n.t('Inspect which endpoint?'),
    fits: isInService,
    none: vscode.l10n.t('No endpoint is running.'),
  });
}

async function endpointFor(app: App, fixture: vscode.Uri): Promise<LocalJob> {
  await app.board.refresh();
  const tests = await app.tests();
  for (const known of app.board.jobs().filter(isInService)) {
    const fixtures = await tests.fixturesOf(known.state);
    if (fixtures.some(({ path }) => path === fixture.path)) return known;
  }
  throw new AppError(
    'endpoint.none',
    vscode.l10n.t('The model of {0} is not being served.', vscode.workspace.asRelativePath(fixture)),
    vscode.l10n.t('Run its model first.'),
  );
}
