import * as vscode from 'vscode';
import type { InvocationResult } from '../../jobs/platform';
import type { App } from '../app';
import { onAws } from '../aws/onAws';
import { cancellable } from '../cancellable';
import type { KnownJob } from '../jobPlace';
import { definitionArgument } from './definitionArgument';

/** Send a fixture to an endpoint of AWS and show the answer beside what was expected. @returns the result */
export async function invokeOnAws(app: App, { project, state }: KnownJob): Promise<InvocationResult | undefined> {
  const connection = app.connections.byId(project.id);
  const title = vscode.l10n.t('Send which fixture to {0}?', state.name);
  // Not the file in the active editor: a person has asked from the row of an endpoint.
  const uri = await definitionArgument(app, [], { title, kinds: ['invocation'] });
  if (!connection || !uri) return undefined;
  const result = await onAws(app, connection.choice, () =>
    cancellable(
      vscode.l10n.t('Sending {0} to {1}', vscode.workspace.asRelativePath(uri), state.name),
      (_tell, signal) => connection.resources().then((resources) => resources.invoke(state.name, uri.fsPath, signal)),
    ),
  );
  const content = answerText(state.name, result);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'json', content }));
  return result;
}

function answerText(endpoint: string, { fixture, passed, statusCode, contentType, body, ...more }: InvocationResult) {
  const { milliseconds, mismatches } = more;
  const shown = { endpoint, fixture, passed, statusCode, contentType, milliseconds, mismatches, body: valueOf(body) };
  return JSON.stringify(shown, undefined, 2);
}

/** A body as JSON where it is some. */
function valueOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // Any other text stays one.
    return body;
  }
}
