import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import { definitionKinds } from '../../definitions/definitionKinds';
import type { ResourceKind } from '../../jobs/resources';
import type { App } from '../app';
import { refOf } from '../jobBoard';
import { proposedFile } from '../proposedFile';
import { requestOf } from '../requestOf';
import type { Command } from './command';
import { jobArgument, textField } from './jobArgument';

/** What is made a definition of. */
interface Original {
  readonly kind: (typeof definitionKinds)[number]['kind'];
  readonly name: string;
  readonly described: Readonly<Record<string, unknown>> | undefined;
}

/** Write the request of a job or resource as a definition file and open it; the second argument may say where. @returns its URI */
export const cloneJob: Command = {
  run: async (app, args) => {
    const original = (await resource(app, args[0])) ?? (await job(app, args));
    if (!original) return undefined;
    const { kind, name, described } = original;
    if (!described) {
      throw new AppError(
        'job.none',
        vscode.l10n.t('{0} is not there any more.', name),
        vscode.l10n.t('Refresh the view.'),
      );
    }
    const suffix = definitionKinds.find((facts) => facts.kind === kind)?.suffix ?? '.json';
    const target = args[1] instanceof vscode.Uri ? args[1] : await ask(app, `${name}${suffix}`);
    if (!target) return undefined;
    const text = `${JSON.stringify(await requestOf(kind, described), undefined, 2)}\n`;
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(target);
    return target;
  },
};

async function resource(app: App, node: unknown): Promise<Original | undefined> {
  const [kind, name] = [textField(node, 'kind'), textField(node, 'name')];
  const connection = app.connections.byId(textField(node, 'connection') ?? '');
  if (!connection || name === undefined || !(kind === 'model' || kind === 'endpoint-config')) return undefined;
  const resourceKind: ResourceKind = kind;
  return { kind, name, described: await (await connection.resources()).describe(resourceKind, name) };
}

async function job(app: App, args: readonly unknown[]): Promise<Original | undefined> {
  const known = await jobArgument(app, args, {
    title: vscode.l10n.t('Make a definition file of which job?'),
    fits: () => true,
    none: vscode.l10n.t('Nothing has run yet.'),
  });
  if (!known) return undefined;
  const { kind, name } = known.state;
  return { kind, name, described: await known.project.platform.describe(refOf(known).job) };
}

function ask({ projects }: App, name: string): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Clone as Definition File'),
    defaultUri: proposedFile(projects, name),
    filters: { JSON: ['json'] },
  });
}
