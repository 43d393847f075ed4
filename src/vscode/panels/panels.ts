import * as vscode from 'vscode';
import type { App } from '../app';
import type { PanelId } from '../ids';
import type { JobRef } from '../jobRef';
import { readJobs } from './metricsMessages';
import { MetricsPanel } from './metricsPanel';
import type { OpenPanel, PanelOpener } from './panelOpener';
import { pageOptions } from './panelPage';

/** The panels that are open, each of them once. */
export class Panels implements PanelOpener, vscode.Disposable {
  private readonly open = new Map<string, OpenPanel>();

  constructor(
    private readonly app: App,
    private readonly extension: vscode.Uri,
  ) {}

  showMetrics(jobs: readonly JobRef[]): OpenPanel {
    const id: PanelId = 'sagemakerContainers.metricsPanel';
    return this.show(id, keyOf(id, jobs), (panel) => new MetricsPanel(this.app, this.extension, jobs, panel));
  }

  /** Fill a panel that was open when the window was closed. @param state what its page kept */
  restore(id: PanelId, panel: vscode.WebviewPanel, state: unknown): void {
    const jobs = readJobs(state);
    if (jobs.length === 0) panel.dispose();
    else this.keep(keyOf(id, jobs), new MetricsPanel(this.app, this.extension, jobs, panel));
  }

  dispose(): void {
    for (const panel of this.open.values()) panel.dispose();
  }

  private show(id: PanelId, key: string, make: (panel: vscode.WebviewPanel) => OpenPanel): OpenPanel {
    const known = this.open.get(key);
    known?.panel.reveal();
    if (known) return known;
    const options = pageOptions(this.extension);
    return this.keep(key, make(vscode.window.createWebviewPanel(id, '', vscode.ViewColumn.Active, options)));
  }

  private keep(key: string, panel: OpenPanel): OpenPanel {
    this.open.set(key, panel);
    panel.panel.onDidDispose(() => this.open.delete(key));
    return panel;
  }
}

function keyOf(id: PanelId, jobs: readonly JobRef[]): string {
  return [id, ...jobs.map(({ project, job }) => `${project}\n${job}`).sort()].join('\n');
}
