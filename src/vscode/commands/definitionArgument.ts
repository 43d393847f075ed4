import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import { definitionKindOf, definitionStem, type DefinitionKind } from '../../definitions/definitionKinds';
import type { App } from '../app';
import { isLocal } from '../projects';
import { kindTitle } from '../views/kindTitle';
import { textField } from './jobArgument';

/** Which definitions a command works on. */
export interface DefinitionQuestion {
  /** Title of the list to choose from. */
  readonly title: string;
  readonly kinds: readonly DefinitionKind[];
  /** What is said of a definition file of another kind; that it can't be run here when absent. */
  readonly otherKind?: (name: string) => string;
}

/**
 * The definition that a command was called for: a URI, a row of a view, the file in the active editor, or the one that a
 * person chooses. What was changed in an editor is saved.
 * @returns undefined when the choice was given up
 * @throws AppError `definition.none`, `definition.kind`, `definition.remote`, `workspace.empty`
 */
export async function definitionArgument(
  app: App,
  [first]: readonly unknown[],
  question: DefinitionQuestion,
): Promise<vscode.Uri | undefined> {
  const named = uriOf(first);
  const uri = named ?? activeOf(question.kinds) ?? (await pick(app, question));
  if (!uri) return undefined;
  const kind = definitionKindOf(uri.path)?.kind;
  if (kind === undefined || !question.kinds.includes(kind)) throw wrongKind(uri, kind, question);
  requireLocal(uri);
  await save(uri);
  return uri;
}

/** @throws AppError `definition.remote` for what is not on this machine's disk */
export function requireLocal(uri: vscode.Uri): void {
  if (isLocal(uri)) return;
  throw new AppError(
    'definition.remote',
    vscode.l10n.t('{0} is not on this machine.', uri.toString()),
    vscode.l10n.t('Open its folder from a local disk to run it.'),
  );
}

/** The file that an argument of a command names: a URI, or a row of a view; undefined for anything else. */
export function uriOf(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  const text = textField(value, 'uri');
  return text === undefined ? undefined : vscode.Uri.parse(text);
}

function activeOf(kinds: readonly DefinitionKind[]): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const kind = uri && definitionKindOf(uri.path)?.kind;
  return kind !== undefined && kinds.includes(kind) ? uri : undefined;
}

async function pick({ definitions }: App, { title, kinds }: DefinitionQuestion): Promise<vscode.Uri | undefined> {
  const files = (await definitions.all()).filter(({ kind }) => kinds.includes(kind));
  if (files.length === 0) throw nothingFound();
  const items = files.map(({ kind, uri }) => ({
    label: definitionStem(uri.path),
    description: vscode.workspace.asRelativePath(uri),
    detail: kindTitle(kind),
    uri,
  }));
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return picked?.uri;
}

function nothingFound(): AppError {
  return (vscode.workspace.workspaceFolders ?? []).length === 0
    ? new AppError(
        'workspace.empty',
        vscode.l10n.t('No folder is open.'),
        vscode.l10n.t('Open a folder with definition files such as car.training-job.json.'),
      )
    : new AppError(
        'definition.none',
        vscode.l10n.t('There is no definition file for this in the workspace.'),
        vscode.l10n.t('Create one with the command "Create Definition File".'),
      );
}

function wrongKind(uri: vscode.Uri, kind: DefinitionKind | undefined, { otherKind }: DefinitionQuestion): AppError {
  const name = vscode.workspace.asRelativePath(uri);
  return new AppError(
    'definition.kind',
    kind === undefined
      ? vscode.l10n.t('{0} is not a definition file.', name)
      : (otherKind?.(name) ?? vscode.l10n.t('{0} cannot be run on this machine yet.', name)),
    vscode.l10n.t('Choose a *.training-job.json, *.processing-job.json, *.model.json or *.invocation.json.'),
  );
}

/** Save what was changed in an editor of a file. */
export async function save(uri: vscode.Uri): Promise<void> {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (document?.isDirty) await document.save();
}
