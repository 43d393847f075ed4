import * as vscode from 'vscode';
import type { App } from '../app';
import { onAws } from '../aws/onAws';
import type { KnownJob } from '../jobPlace';
import type { SendFixtures, Tally } from '../testing/fixtureRunner';
import { definitionArgument } from './definitionArgument';

/** Send a fixture to an endpoint of AWS, and show the answer as a test result. @returns whether it was the expected one */
export async function invokeOnAws(app: App, { project, state }: KnownJob): Promise<Tally | undefined> {
  const connection = app.connections.byId(project.id);
  const title = vscode.l10n.t('Send which fixture to {0}?', state.name);
  // Not the file in the active editor: a person has asked from the row of an endpoint.
  const uri = await definitionArgument(app, [], { title, kinds: ['invocation'] });
  if (!connection || !uri) return undefined;
  const send: SendFixtures = async function* (fixtures, signal) {
    for (const fixture of fixtures)
      yield await onAws(app, connection.choice, async () =>
        (await connection.resources()).invoke(state.name, fixture, signal),
      );
  };
  return (await app.tests()).invoke([uri], { name: state.name, send });
}
