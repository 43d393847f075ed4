import * as vscode from 'vscode';
import { definitionKindOf, definitionStem } from '../../definitions/definitionKinds';
import type { Command } from './command';
import { definitionArgument } from './definitionArgument';
import { invokeFixture } from './invokeFixture';
import { watchRun } from './watchRun';
import { setting } from '../settings';

/** Run a training, processing or transform job, serve a model, or send a fixture. @returns the outcome */
export const runDefinition: Command = {
  needsTrust: true,
  run: async (app, args) => {
    const uri = await definitionArgument(app, args, {
      title: vscode.l10n.t('Run which definition?'),
      kinds: ['training-job', 'processing-job', 'transform-job', 'model', 'endpoint', 'endpoint-config', 'invocation'],
    });
    if (!uri) return undefined;
    if (definitionKindOf(uri.path)?.kind === 'invocation') return invokeFixture.run(app, [uri]);
    const project = app.projects.of(uri);
    const engine = setting('engine', uri);
    const containerProfile = setting('containerProfile', uri);
    const request = {
      definition: uri.fsPath,
      ...(engine !== undefined && { engine }),
      ...(containerProfile && { containerProfile }),
    };
    const watching = new AbortController();
    const events = project.platform.start(request, watching.signal);
    return watchRun(app, { project, events, name: definitionStem(uri.path) });
  },
};
