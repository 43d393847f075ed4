import * as vscode from 'vscode';
import { AppError, messageOf } from '../contract/appError';
import { readCatalogue } from '../texts/readCatalogue';
import { inOneText, translator, type Translate } from '../texts/translator';
import type { CommandId } from './ids';

/** What a person can do about a message, as a button. */
export interface Step {
  readonly title: string;
  readonly run: () => unknown;
}

/** The only place that tells people of a failure. Resolves when they have answered, also by closing it. */
export async function showError(text: string, steps: readonly Step[]): Promise<void> {
  await follow(await vscode.window.showErrorMessage(text, ...steps.map(({ title }) => title)), steps);
}

/** Say that something went well. */
export async function showInformation(text: string, steps: readonly Step[]): Promise<void> {
  await follow(await vscode.window.showInformationMessage(text, ...steps.map(({ title }) => title)), steps);
}

async function follow(title: string | undefined, steps: readonly Step[]): Promise<void> {
  await steps.find((step) => step.title === title)?.run();
}

/** A button that runs a command of ours. */
export function step(title: string, command: CommandId, ...args: readonly unknown[]): Step {
  return { title, run: () => vscode.commands.executeCommand(command, ...args) };
}

/** What happened and what to do next, as one text in the language of the editor. */
export function textOf(error: unknown): string {
  return error instanceof AppError ? inOneText(inLanguage(error.message), inLanguage(error.action)) : messageOf(error);
}

let translate: Translate | undefined;

/** A text of the core, which is English, in the language of the editor. Its texts are read with the first one. */
export function inLanguage(text: string): string {
  translate ??= translateFor(vscode.l10n.uri);
  return translate(text);
}

/** @param bundle what the editor has loaded for its language; undefined in English */
function translateFor(bundle: vscode.Uri | undefined): Translate {
  const folder = bundle && vscode.Uri.joinPath(bundle, '..').fsPath;
  const catalogue = folder === undefined ? undefined : readCatalogue(folder, vscode.env.language);
  return catalogue ? translator(catalogue) : (text) => text;
}
