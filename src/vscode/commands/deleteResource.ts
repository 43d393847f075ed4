import * as vscode from 'vscode';
import type { CreatedResource } from '../../jobs/resources';
import type { App } from '../app';
import type { Connection } from '../aws/connection';
import { connectionTitle } from '../aws/connectionTitle';
import { onAws } from '../aws/onAws';
import { cancellable } from '../cancellable';
import { isRunning } from '../jobBoard';
import { setting } from '../settings';
import { createdTitle } from '../views/createdTitle';
import { isOnAws } from '../views/jobItem';
import type { Command } from './command';
import { connectionArgument } from './connectionArgument';
import { jobArgument, textField } from './jobArgument';

/** What is deleted, and where it is. */
interface Doomed {
  readonly connection: Connection;
  readonly kind: CreatedResource['kind'];
  readonly name: string;
  /** Of a job. */
  readonly arn?: string;
}

/** Delete an endpoint, a resource or the record of a job from AWS, once a person has said yes. @returns its name */
export const deleteResource: Command = {
  run: async (app, args) => {
    const doomed = resource(app, args[0]) ?? (await job(app, args));
    if (!doomed) return undefined;
    const { connection, name } = doomed;
    const yes = vscode.l10n.t('Delete');
    const message = vscode.l10n.t('Delete {0} from AWS ({1})?', name, connectionTitle(connection.choice));
    const detail = vscode.l10n.t('This cannot be undone.');
    if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, yes)) !== yes) return undefined;
    await remove(app, connection, [doomed]);
    if (doomed.arn !== undefined) await app.pins.remove({ project: connection.id, job: doomed.arn });
    return name;
  },
};

function resource(app: App, node: unknown): Doomed | undefined {
  const connection = app.connections.byId(textField(node, 'connection') ?? '');
  const [kind, name] = [textField(node, 'kind'), textField(node, 'name')];
  if (!connection || name === undefined) return undefined;
  return kind === 'model' || kind === 'endpoint-config' || kind === 'image' ? { connection, kind, name } : undefined;
}

async function job(app: App, args: readonly unknown[]): Promise<Doomed | undefined> {
  const known = await jobArgument(app, args, {
    title: vscode.l10n.t('Delete which job or endpoint from AWS?'),
    fits: ({ state }) => isOnAws(state) && (state.kind === 'endpoint' || !isRunning(state)),
    none: vscode.l10n.t('No job of AWS is shown.'),
  });
  const connection = known && app.connections.byId(known.project.id);
  if (!connection) return undefined;
  const { kind, name, arn } = known.state;
  return { connection, kind, name, ...(arn !== undefined && { arn }) };
}

interface CreatedItem extends vscode.QuickPickItem {
  readonly one: CreatedResource;
}

/** Delete what was created from here and is still there; a person chooses from the list. @returns what was deleted */
export const cleanUpAws: Command = {
  run: async (app, args) => {
    const connection = await connectionArgument(app, args, vscode.l10n.t('Clean up where?'));
    if (!connection) return undefined;
    const bucket = setting('aws.bucket');
    const title = vscode.l10n.t('Looking for what was created from here');
    const { created, unseen } = await onAws(app, connection.choice, async () => {
      const resources = await connection.resources();
      return cancellable(title, (_tell, signal) => resources.created(bucket === '' ? undefined : bucket, signal));
    });
    for (const line of unseen) app.log.warn(line);
    if (created.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing that was submitted from here is left.'));
      return [];
    }
    const chosen = await vscode.window.showQuickPick(created.map(itemOf), {
      ...{ canPickMany: true, ignoreFocusOut: true, matchOnDescription: true },
      title: vscode.l10n.t('Delete for good from {0}', connectionTitle(connection.choice)),
      placeHolder: vscode.l10n.t('Tagged created-by=sagemaker-containers, by anybody'),
    });
    const doomed = (chosen ?? []).map(({ one }) => one);
    if (doomed.length === 0) return [];
    await remove(app, connection, doomed);
    const names = doomed.map(({ name }) => name);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Deleted or stopped in {0}: {1}', connectionTitle(connection.choice), names.join(', ')),
    );
    return names;
  },
};

function itemOf(one: CreatedResource): CreatedItem {
  const { kind, name, detail, costs } = one;
  const isJob = kind.endsWith('-job');
  const description = [
    ...[createdTitle(kind), detail].filter((part) => part !== ''),
    ...(costs ? [vscode.l10n.t('costs money')] : []),
    ...(isJob ? [vscode.l10n.t('is stopped, its record stays')] : []),
  ];
  return {
    label: `${costs ? '$(credit-card) ' : ''}${name}`,
    description: description.join(' · '),
    picked: kind !== 'data',
    one,
  };
}

async function remove(app: App, connection: Connection, doomed: readonly Pick<CreatedResource, 'kind' | 'name'>[]) {
  await onAws(app, connection.choice, async () => {
    const resources = await connection.resources();
    await cancellable(vscode.l10n.t('Deleting from AWS'), async (tell, signal) => {
      for (const one of doomed) {
        signal.throwIfAborted();
        tell(one.name);
        const done = await resources.remove(one, signal);
        app.log.info(`${done}: ${one.kind} ${one.name} of ${connection.id}`);
      }
    });
  }).finally(() => {
    connection.forget();
    void connection.refresh();
  });
}
