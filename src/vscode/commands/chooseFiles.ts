import * as vscode from 'vscode';
import type { Proposal } from '../../scaffold/generate/proposal';
import type { FileState } from '../../scaffold/writeProject';
import { inLanguage } from '../messages';

/**
 * Let somebody choose which files are written: new ones are chosen already, those that would replace something are not.
 * @returns paths; undefined when it was given up
 */
export async function chooseFiles(
  { files }: Proposal,
  states: readonly FileState[],
): Promise<readonly string[] | undefined> {
  const items = states.flatMap(({ file, state }, index) => {
    if (state === 'same') return [];
    const isNew = state === 'new';
    const description = isNew ? vscode.l10n.t('new') : vscode.l10n.t('replaces what is there');
    return [{ label: file.path, description, detail: inLanguage(files[index]?.use ?? ''), picked: isNew }];
  });
  if (items.length === 0) return [];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Generate: which files shall be written?'),
    placeHolder: vscode.l10n.t('The differences are open behind this list'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return chosen?.map(({ label }) => label);
}
