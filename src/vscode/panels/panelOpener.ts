import type * as vscode from 'vscode';
import type { JobRef } from '../jobRef';

/** A panel that is open. */
export interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  /** Resolves when its page has been loaded and told what to show. */
  readonly shown: Promise<void>;
  dispose(): void;
}

/** What commands ask of the panels. */
export interface PanelOpener {
  /** Show the metrics of one job, or of several in the same charts; a panel that shows them already comes to the front. */
  showMetrics(jobs: readonly JobRef[]): OpenPanel;
  /** Inspect an endpoint, with the request of a fixture. */
  showInspector(endpoint: JobRef, fixture?: vscode.Uri): OpenPanel;
}
