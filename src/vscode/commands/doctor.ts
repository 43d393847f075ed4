import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { Finding } from '../../jobs/platform';
import { inOneText } from '../../texts/translator';
import { lookAtEngines } from '../engineState';
import { inLanguage } from '../messages';
import type { Command } from './command';

/** Look at what a run needs on this machine, and show it as a list. @returns the findings */
export const doctor: Command = {
  run: async (app) => {
    const [project] = app.projects.all();
    if (!project) {
      throw new AppError(
        'workspace.empty',
        vscode.l10n.t('No folder is open.'),
        vscode.l10n.t('Open a folder, so that there is a place to look at.'),
      );
    }
    const title = vscode.l10n.t('Looking at this machine');
    const findings = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      lookAtEngines(project.platform),
    );
    for (const { name, ok, detail, action } of findings) {
      app.log.info(`${name}: ${ok ? 'ok' : 'NOT OK'}. ${detail} ${action ?? ''}`);
    }
    void vscode.window.showQuickPick(findings.map(itemOf), {
      title: vscode.l10n.t('What this machine can run'),
      placeHolder: vscode.l10n.t('Escape closes the list'),
      ignoreFocusOut: true,
    });
    return findings;
  },
};

function itemOf({ name, ok, detail, action }: Finding): vscode.QuickPickItem {
  return {
    label: `${ok ? '$(pass)' : '$(warning)'} ${inLanguage(name)}`,
    description: ok ? vscode.l10n.t('ok') : vscode.l10n.t('not ok'),
    detail: action === undefined ? inLanguage(detail) : inOneText(inLanguage(detail), inLanguage(action)),
  };
}
