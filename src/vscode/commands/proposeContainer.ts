import { basename } from 'node:path';
import * as vscode from 'vscode';
import { findFacts, kindOf, type FolderFacts } from '../../scaffold/generate/folderFacts';
import { propose } from '../../scaffold/generate/propose';
import { containerKinds, type ContainerKind, type Proposal } from '../../scaffold/generate/proposal';
import { readFolder } from '../../scaffold/generate/readFolder';
import { readParts } from '../../scaffold/generate/readParts';
import { writeChosen } from '../../scaffold/generate/writeChosen';
import { compareFiles, type FileState } from '../../scaffold/writeProject';
import type { App } from '../app';
import { showInformation, step } from '../messages';
import { showProposal } from './proposalDocuments';
import { chooseFiles } from './chooseFiles';

/**
 * Propose a container for a folder, let somebody choose what of it is written, and write that.
 * @param wanted a kind of container: nothing is asked, and what is new is written
 * @returns the paths that were written; undefined when it was given up
 */
export async function proposeContainer(
  app: App,
  folder: vscode.Uri,
  wanted: unknown,
): Promise<readonly string[] | undefined> {
  const facts = findFacts(await readFolder(folder.fsPath));
  const asked = containerKinds.find((kind) => kind === wanted);
  const kind = asked ?? (await chooseKind(facts));
  if (!kind) return undefined;
  const proposal = propose(facts, { kind, answers: {} }, await readParts(app.templates));
  const states = await compareFiles(
    folder.fsPath,
    proposal.files.map(({ file }) => file),
  );
  const chosen = asked ? newOnes(states) : await review(folder, proposal, states);
  return chosen && write(app, folder, states, chosen);
}

function newOnes(states: readonly FileState[]): readonly string[] {
  return states.filter(({ state }) => state === 'new').map(({ file }) => file.path);
}

/** What the container is for: what the programs of the folder ask for comes first. */
async function chooseKind(facts: FolderFacts): Promise<ContainerKind | undefined> {
  const titles: Readonly<Record<ContainerKind, string>> = {
    training: vscode.l10n.t('Training'),
    serving: vscode.l10n.t('Serving'),
    both: vscode.l10n.t('Training and serving'),
    processing: vscode.l10n.t('Processing'),
  };
  const usual = kindOf(facts);
  const kinds = usual === undefined ? containerKinds : [usual, ...containerKinds.filter((kind) => kind !== usual)];
  const items = kinds.map((kind) => ({
    label: titles[kind],
    description: kind === usual ? vscode.l10n.t('what its programs are for') : '',
    value: kind,
  }));
  const title = vscode.l10n.t('Generate: what shall the container of {0} do?', basename(facts.folder.name));
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.value;
}

/** Show the differences, and let somebody choose. @returns the paths to write; undefined when it was given up */
async function review(
  folder: vscode.Uri,
  proposal: Proposal,
  states: readonly FileState[],
): Promise<readonly string[] | undefined> {
  const shown = await showProposal(folder, proposal, states);
  try {
    return await chooseFiles(proposal, states);
  } finally {
    await shown.close();
  }
}

async function write(
  app: App,
  folder: vscode.Uri,
  states: readonly FileState[],
  chosen: readonly string[],
): Promise<readonly string[]> {
  const wanted = states.filter(({ file }) => chosen.includes(file.path));
  const written = await writeChosen(folder.fsPath, { states: wanted, replaced: chosen });
  app.definitions.refresh();
  const dockerfile = written.find((path) => /(?:^|\/)Dockerfile[^/]*$/.test(path) && !path.endsWith('.dockerignore'));
  if (dockerfile !== undefined)
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, dockerfile), { preview: false });
  const text =
    written.length === 0
      ? vscode.l10n.t('Nothing was written.')
      : vscode.l10n.t('Files written: {0}. Run the definition to see the container at work.', written.length);
  const check = step(vscode.l10n.t('Check Container'), 'sagemakerContainers.checkContainer', folder);
  void showInformation(text, written.length === 0 ? [] : [check]);
  return written;
}
