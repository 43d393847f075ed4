import * as vscode from 'vscode';
import type { App } from '../app';
import type { ContainerChecks } from './containerChecks';

export interface RegisteredChecks {
  /** Loaded with the first check. */
  readonly checks: () => Promise<ContainerChecks>;
  readonly registration: vscode.Disposable;
}

/** Let reports of checks, and the pages of rules that they lead to, be opened as documents. */
export function registerChecks(app: () => App): RegisteredChecks {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let loading: Promise<ContainerChecks> | undefined;
  const checks = () => {
    loading ??= import('./containerChecks').then((module) => new module.ContainerChecks(app(), changed));
    return loading;
  };
  const documents = vscode.workspace.registerTextDocumentContentProvider('sagemaker-check', {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri) => (await checks()).text(uri),
  });
  const loaded = new vscode.Disposable(() => void loading?.then((one) => one.dispose()));
  return { checks, registration: vscode.Disposable.from(loaded, changed, documents) };
}
