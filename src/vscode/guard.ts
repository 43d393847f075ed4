import * as vscode from 'vscode';
import { AppError } from '../contract/appError';
import { inOneText } from '../texts/translator';
import { inLanguage, showError, step, textOf, type Step } from './messages';

/**
 * Run something for a person: what it throws is shown once, with a button for the next step, and logged.
 * @returns undefined when it failed or was cancelled
 */
export async function guard<Result>(
  log: vscode.LogOutputChannel,
  run: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await run();
  } catch (error) {
    if (isCancellation(error)) return undefined;
    if (error instanceof AppError) log.error(`${error.code}: ${error.message} ${error.action}`);
    else log.error(error instanceof Error ? error : String(error));
    const text =
      error instanceof AppError ? brief(error) : vscode.l10n.t('Something unexpected happened: {0}', textOf(error));
    // Not awaited: whoever called goes on while the message stands there.
    void showError(text, stepsFor(error, log));
    return undefined;
  }
}

/** Of several problems of a file the first one: a message has no lines, and all of them stand in the log and among the problems. */
function brief(error: AppError): string {
  const [first = '', ...others] = error.code === 'definition.invalid' ? error.message.split('\n') : [error.message];
  if (others.length === 0) return textOf(error);
  const text = vscode.l10n.t('{0} (and {1} more)', inLanguage(first), others.length);
  return inOneText(text, inLanguage(error.action));
}

function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}

function stepsFor(error: unknown, log: vscode.LogOutputChannel): readonly Step[] {
  const showLog = { title: vscode.l10n.t('Show Log'), run: () => log.show() };
  const code = error instanceof AppError ? error.code : '';
  if (code === 'workspace.untrusted')
    return [builtIn(vscode.l10n.t('Manage Workspace Trust'), 'workbench.trust.manage')];
  if (code === 'workspace.empty') return [builtIn(vscode.l10n.t('Open Folder'), 'workbench.action.files.openFolder')];
  if (code.startsWith('engine.')) {
    return [
      step(vscode.l10n.t('Choose Engine'), 'sagemakerContainers.chooseEngine'),
      step(vscode.l10n.t('Check This Machine'), 'sagemakerContainers.doctor'),
      showLog,
    ];
  }
  if (/^(definition|reference|validation)\./.test(code)) {
    return [builtIn(vscode.l10n.t('Show Problems'), 'workbench.actions.view.problems'), showLog];
  }
  return [showLog];
}

function builtIn(title: string, command: string): Step {
  return { title, run: () => vscode.commands.executeCommand(command) };
}
