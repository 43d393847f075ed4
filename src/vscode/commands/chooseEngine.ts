import * as vscode from 'vscode';
import type { EngineChoice } from '../../jobs/platform';
import { setting } from '../settings';
import type { Command } from './command';

/** Choose what runs containers. @returns the choice */
export const chooseEngine: Command = {
  needsTrust: true,
  run: async () => {
    const current = setting('engine');
    const items = choices().map((item) => ({
      ...item,
      ...(item.choice === current && { description: vscode.l10n.t('current') }),
    }));
    const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('What shall run containers?') });
    if (!picked) return undefined;
    const configuration = vscode.workspace.getConfiguration('sagemakerContainers', null);
    const isPerWorkspace = configuration.inspect('engine')?.workspaceValue !== undefined;
    await configuration.update('engine', picked.choice, isPerWorkspace ? undefined : vscode.ConfigurationTarget.Global);
    return picked.choice;
  },
};

function choices(): readonly (vscode.QuickPickItem & { readonly choice: EngineChoice })[] {
  return [
    {
      choice: 'auto',
      label: vscode.l10n.t('Automatic'),
      detail: vscode.l10n.t('A container engine when one answers, else plain processes.'),
    },
    {
      choice: 'docker',
      label: vscode.l10n.t('Container engine'),
      detail: vscode.l10n.t('Docker, Podman, Colima, Rancher or Finch: as on SageMaker.'),
    },
    {
      choice: 'process',
      label: vscode.l10n.t('Plain processes'),
      detail: vscode.l10n.t('The program runs on this machine, without its image: quick, and nothing to install.'),
    },
  ];
}
