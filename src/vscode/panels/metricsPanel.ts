import * as vscode from 'vscode';
import type { FromMetrics, ToMetrics } from '../../webviews/metrics/metricsMessages';
import type { App } from '../app';
import { guard } from '../guard';
import type { CommandId } from '../ids';
import type { JobRef } from '../jobRef';
import { MetricsFeed } from './metricsFeed';
import { readMetricsMessage } from './metricsMessages';
import { metricsTexts } from './metricsTexts';
import { pageHtml, pageOptions } from './panelPage';
import type { OpenPanel } from './panelOpener';

/** What a definition needs for metrics, below `AlgorithmSpecification`. */
const example = `"MetricDefinitions": [
  { "Name": "validation:accuracy", "Regex": "accuracy=([0-9.]+)" }
]`;

/** Live charts of the metrics of one job or of several. */
export class MetricsPanel implements OpenPanel {
  readonly shown: Promise<void>;
  private tellShown: () => void = () => undefined;
  private watching: AbortController | undefined;
  private feeds: readonly MetricsFeed[] = [];
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly app: App,
    extension: vscode.Uri,
    readonly jobs: readonly JobRef[],
    readonly panel: vscode.WebviewPanel,
  ) {
    this.shown = new Promise((resolve) => (this.tellShown = resolve));
    const { webview } = panel;
    panel.title = titleOf(jobs);
    panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'containers.svg');
    webview.options = pageOptions(extension);
    this.subscriptions = [
      app.board.use(),
      app.board.onDidChange(() => void this.update()),
      webview.onDidReceiveMessage((message) => this.receive(message)),
      panel.onDidChangeViewState(() => {
        // A page that can't be seen is not kept; it asks for everything when it is loaded again.
        if (!panel.visible) this.watching?.abort();
      }),
      panel.onDidDispose(() => this.dispose()),
    ];
    webview.html = pageHtml(webview, { extension, name: 'metrics', title: panel.title });
  }

  dispose(): void {
    this.watching?.abort();
    for (const subscription of this.subscriptions.splice(0)) subscription.dispose();
    this.panel.dispose();
  }

  private receive(value: unknown): void {
    const message = readMetricsMessage(value);
    if (message) void guard(this.app.log, () => this.answer(message));
  }

  private async answer(message: FromMetrics): Promise<void> {
    const run = (command: CommandId, ...args: readonly unknown[]) => vscode.commands.executeCommand(command, ...args);
    switch (message.type) {
      case 'ready':
        return this.begin();
      case 'exportCsv':
        return void run('sagemakerContainers.exportMetrics', this.jobs[0], this.jobs);
      case 'copyExample':
        return vscode.env.clipboard.writeText(`${example}\n`);
      case 'openDefinition':
        return void run('sagemakerContainers.openDefinition', this.jobs[message.index]);
      case 'openLog':
        return void run('sagemakerContainers.openLog', this.jobs[message.index]);
      default:
        message satisfies never;
    }
  }

  /** Tell a page that has just been loaded everything from the beginning. */
  private async begin(): Promise<void> {
    this.watching?.abort();
    const watching = new AbortController();
    this.watching = watching;
    const post = (message: ToMetrics) => {
      if (!watching.signal.aborted) void this.panel.webview.postMessage(message);
    };
    await this.app.board.refresh();
    const feeds = this.jobs.map((ref, index) => new MetricsFeed(this.app, ref, index, post));
    const jobs = await Promise.all(feeds.map((feed) => feed.describe()));
    post({ type: 'open', jobs, texts: metricsTexts(), example, locale: vscode.env.language });
    this.feeds = feeds;
    for (const feed of feeds) void feed.follow(watching.signal);
    this.tellShown();
  }

  private async update(): Promise<void> {
    const { watching } = this;
    if (!watching || watching.signal.aborted) return;
    await guard(this.app.log, () => Promise.all(this.feeds.map((feed) => feed.update(watching.signal))));
  }
}

function titleOf(jobs: readonly JobRef[]): string {
  const [first] = jobs;
  return jobs.length === 1 && first
    ? vscode.l10n.t('Metrics of {0}', first.job)
    : vscode.l10n.t('Metrics of {0} jobs', jobs.length);
}
