import * as vscode from 'vscode';
import type { Proposal } from '../../scaffold/generate/proposal';
import type { FileState } from '../../scaffold/writeProject';
import { inLanguage } from '../messages';

const scheme = 'sagemaker-proposal';
const noteName = 'README.md';

/** Differences that are open. */
export interface ShownProposal {
  /** Close them; nothing stays that could not be read again. */
  close(): Promise<void>;
}

/** Open the differences between a proposal and what is there, with what was found above them. */
export async function showProposal(
  folder: vscode.Uri,
  proposal: Proposal,
  states: readonly FileState[],
): Promise<ShownProposal> {
  const texts = new Map<string, string>([
    ['', ''],
    [noteName, noteOf(proposal)],
  ]);
  const at = (path: string): vscode.Uri => vscode.Uri.from({ scheme, path: `/${path}` });
  const differing = states.filter(({ state }) => state !== 'same');
  for (const { file } of differing) texts.set(`files/${file.path}`, String(file.content));
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ path }) => texts.get(path.slice(1)) ?? '',
  });
  const title = vscode.l10n.t('Proposed container');
  const resources = differing.map(({ file, state }) => {
    const target = vscode.Uri.joinPath(folder, file.path);
    return [target, state === 'new' ? undefined : target, at(`files/${file.path}`)];
  });
  await vscode.commands.executeCommand('vscode.changes', title, [
    [at(noteName), undefined, at(noteName)],
    ...resources,
  ]);
  return {
    close: async () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      await vscode.window.tabGroups.close(tabs.filter((tab) => tab.label.startsWith(title) || isOurs(tab)));
      provider.dispose();
    },
  };
}

function isOurs({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme;
}

/** What was found and what is proposed, in the language of the editor. */
function noteOf({ found, reasons }: Proposal): string {
  const list = (lines: readonly string[]): string => lines.map((line) => `- ${inLanguage(line)}\n`).join('');
  return `# ${vscode.l10n.t('Found')}\n\n${list(found)}\n# ${vscode.l10n.t('Proposed')}\n\n${list(reasons)}`;
}
