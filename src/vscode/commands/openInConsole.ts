import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import { consoleUrl } from '../../jobs/consoleUrl';
import type { App } from '../app';
import { isOnAws } from '../views/jobItem';
import type { Command } from './command';
import { jobArgument, textField } from './jobArgument';

/** Open a job or resource in the console of AWS. @returns the URL */
export const openInConsole: Command = {
  run: async (app, args) => {
    const thing = resource(args[0]) ?? (await job(app, args));
    if (!thing) return undefined;
    const url = consoleUrl(thing);
    if (url === undefined) {
      throw new AppError(
        'aws.console',
        vscode.l10n.t('The console of AWS has no page for {0}.', thing.name),
        vscode.l10n.t('Describe it instead.'),
      );
    }
    await vscode.env.openExternal(vscode.Uri.parse(url));
    return url;
  },
};

function resource(node: unknown) {
  const [kind, name, arn] = [textField(node, 'kind'), textField(node, 'name'), textField(node, 'arn')];
  return kind === undefined || name === undefined || arn === undefined ? undefined : { kind, name, arn };
}

async function job(app: App, args: readonly unknown[]) {
  const known = await jobArgument(app, args, {
    title: vscode.l10n.t('Open which job in the console of AWS?'),
    fits: ({ state }) => isOnAws(state),
    none: vscode.l10n.t('No job of AWS is shown.'),
  });
  if (!known) return undefined;
  const { kind, name, arn = '' } = known.state;
  return { kind, name, arn };
}
