import * as vscode from 'vscode';
import type { App } from '../app';
import type { PanelId } from '../ids';
import type { JobRef } from '../jobRef';
import { InspectedTexts } from './inspectedTexts';
import { InspectorPanel } from './inspectorPanel';
import { readJobs } from './metricsMessages';
import { MetricsPanel } from './metricsPanel';
import type { OpenPanel, PanelOpener } from './panelOpener';
import { pageOptions } from './panelPage';

/** The panels that are open, each of them once. */
export class Panels implements PanelOpener, vscode.Disposable {
  private readonly open = new Map<string, OpenPanel>();
  private readonly texts = new InspectedTexts();

  constructor(
    private readonly app: App,
    private readonly extension: vscode.Uri,
  ) {}

  showMetrics(jobs: readonly JobRef[]): OpenPanel {
    const id: PanelId = 'sagemakerContainers.metricsPanel';
    return this.show(id, keyOf(id, jobs), (panel) => new MetricsPanel(this.app, this.extension, jobs, panel));
  }

  showInspector(endpoint: JobRef, fixture?: vscode.Uri): OpenPanel {
    const id: PanelId = 'sagemakerContainers.inspectorPanel';
    const make = (panel: vscode.WebviewPanel) => this.inspector(endpoint, panel);
    const open = this.show(id, keyOf(id, [endpoint]), make);
    if (fixture && open instanceof InspectorPanel) open.load(fixture);
    return open;
  }

  /** Fill a panel that was open when the window was closed. @param state what its page kept */
  restore(id: PanelId, panel: vscode.WebviewPanel, state: unknown): void {
    const jobs = readJobs(state);
    const [first] = jobs;
    if (!first) panel.dispose();
    else this.keep(keyOf(id, jobs), this.filled(id, jobs, first, panel));
  }

  dispose(): void {
    for (const panel of this.open.values()) panel.dispose();
    this.texts.dispose();
  }

  private filled(id: PanelId, jobs: readonly JobRef[], first: JobRef, panel: vscode.WebviewPanel): OpenPanel {
    return id === 'sagemakerContainers.metricsPanel'
      ? new MetricsPanel(this.app, this.extension, jobs, panel)
      : this.inspector(first, panel);
  }

  private inspector(ref: JobRef, panel: vscode.WebviewPanel): InspectorPanel {
    return new InspectorPanel(this.app, this.extension, { ref, texts: this.texts }, panel);
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
