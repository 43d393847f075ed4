import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { AwsChoice, PreparedSubmit, Submitted } from '../../jobs/submission';
import { submitRenderer } from '../../jobs/submitText';
import type { App } from '../app';
import { givenUp } from '../aws/askMfaCode';
import { askAwsChoice, chosenBySettings } from '../aws/awsChoice';
import { onAws } from '../aws/onAws';
import { cancellable } from '../cancellable';
import { sizeText } from '../duration';
import { guard } from '../guard';
import { setting } from '../settings';
import type { Command } from './command';
import { definitionArgument } from './definitionArgument';

/** Send a definition to AWS with all that it refers to, once a person has said yes. @returns what was created */
export const submitDefinition: Command = {
  needsTrust: true,
  run: async (app, args) => {
    const uri = await definitionArgument(app, args, {
      title: vscode.l10n.t('Submit which definition to AWS?'),
      kinds: [
        ...(['training-job', 'processing-job', 'transform-job', 'tuning-job'] as const),
        ...(['model', 'endpoint-config', 'endpoint', 'algorithm', 'model-package'] as const),
      ],
      otherKind: (name) => vscode.l10n.t('{0} is nothing that AWS could be asked for.', name),
    });
    if (!uri) return undefined;
    const settings = chosenBySettings(uri);
    const choice = settings.profile === undefined ? await askAwsChoice(app) : settings;
    return choice && onAws(app, choice, () => submit(app, uri, choice));
  },
};

async function submit(app: App, uri: vscode.Uri, choice: AwsChoice): Promise<Submitted | undefined> {
  const name = basename(uri.fsPath);
  const role = setting('aws.role', uri);
  const bucket = setting('aws.bucket', uri);
  const wanted = {
    ...choice,
    definition: uri.fsPath,
    ...(role ? { role } : {}),
    ...(bucket ? { bucket } : {}),
    pickRole,
  };
  const prepared = await cancellable(vscode.l10n.t('Finding out what {0} takes on AWS', name), (_tell, signal) =>
    app.aws(app.projects.of(uri).uri).prepareSubmit(wanted, signal),
  );
  if (!(await isConfirmed(name, prepared))) return undefined;
  const told = submitRenderer(app.submits.begin(prepared.lines), sizeText);
  const submitted = await cancellable(vscode.l10n.t('Submitting {0}', name), (tell, signal) =>
    prepared.perform((event) => {
      told(event);
      if (event.kind === 'build') tell(vscode.l10n.t('building the image'));
      else if (event.kind === 'push') tell(vscode.l10n.t('pushing the image'));
      else if (event.kind === 'upload') tell(vscode.l10n.t('uploading {0}', event.input));
      else if (event.kind === 'created') tell(`${event.operation} ${event.name}`);
    }, signal),
  );
  vscode.window.setStatusBarMessage(vscode.l10n.t('Submitted as {0}', submitted.name), 5_000);
  // Not awaited: it is on AWS already, and showing it may take its time.
  void guard(app.log, () => show(app, choice, submitted));
  return submitted;
}

/** Let the view show what was submitted, and its log as it comes. */
async function show(app: App, choice: AwsChoice, { kind, arn }: Submitted): Promise<void> {
  const connection = await app.connections.add(choice);
  await connection.refresh();
  if (!/^(training|processing|transform)-job$/.test(kind)) return;
  const state = await connection.detail(arn);
  if (state && setting('openLogOnRun') === true) await app.logs.show({ project: connection, state });
}

/** Whether a person wants it, after they have read account, region, machines and price. */
async function isConfirmed(name: string, prepared: PreparedSubmit): Promise<boolean> {
  const yes = vscode.l10n.t('Submit');
  const show = vscode.l10n.t('Show Requests');
  // Columns of a terminal are none in a dialog.
  const detail = prepared.lines.map((line) => line.replace(/^(\S+) {2,}/, '$1: ')).join('\n');
  const message = vscode.l10n.t('Submit {0} to AWS?', name);
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, yes, show);
  if (answer === show) await showRequests(prepared);
  return answer === yes;
}

async function showRequests({ requests }: PreparedSubmit): Promise<void> {
  const content = JSON.stringify(
    requests.map(({ operation, request }) => ({ [operation]: request })),
    undefined,
    2,
  );
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'json', content }));
}

async function pickRole(roles: readonly string[]): Promise<string> {
  const picked = await vscode.window.showQuickPick(roles, {
    title: vscode.l10n.t('Which role shall SageMaker take on?'),
    placeHolder: vscode.l10n.t('The setting sagemakerContainers.aws.role answers this for good'),
    ignoreFocusOut: true,
  });
  if (picked === undefined) throw givenUp();
  return picked;
}
