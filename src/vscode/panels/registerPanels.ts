import * as vscode from 'vscode';
import type { App } from '../app';
import { guard } from '../guard';
import { panelIds } from '../ids';
import type { Panels } from './panels';

export interface RegisteredPanels {
  /** Loaded with the first panel. */
  readonly panels: () => Promise<Panels>;
  readonly registration: vscode.Disposable;
}

/** Let panels survive a reload of the window. */
export function registerPanels(app: () => App, extension: vscode.Uri): RegisteredPanels {
  let loading: Promise<Panels> | undefined;
  const panels = () => {
    loading ??= import('./panels').then((module) => new module.Panels(app(), extension));
    return loading;
  };
  const serializers = panelIds.map((id) =>
    vscode.window.registerWebviewPanelSerializer(id, {
      deserializeWebviewPanel: async (panel, state) => {
        await guard(app().log, async () => (await panels()).restore(id, panel, state));
      },
    }),
  );
  const loaded = new vscode.Disposable(() => void loading?.then((one) => one.dispose()));
  return { panels, registration: vscode.Disposable.from(loaded, ...serializers) };
}
