import * as vscode from 'vscode';
import type { FromInspector, InspectedEndpoint, ToInspector } from '../../webviews/inspector/inspectorMessages';
import { definitionStem } from '../../definitions/definitionKinds';
import { AppError } from '../../contract/appError';
import type { App } from '../app';
import { guard } from '../guard';
import { isRunning } from '../jobBoard';
import type { JobRef } from '../jobRef';
import { textOf } from '../messages';
import { statusText } from '../views/statusLook';
import type { InspectedTexts } from './inspectedTexts';
import { askForFixture, readFixture, writeFixture } from './inspectorFixtures';
import { headersOf, readInspectorMessage } from './inspectorMessages';
import { inspectorTexts } from './inspectorTexts';
import type { OpenPanel } from './panelOpener';
import { pageHtml, pageOptions } from './panelPage';

/** What a panel inspects, and where it puts texts for the editor. */
export interface Inspected {
  readonly ref: JobRef;
  readonly texts: InspectedTexts;
}

/** Sends requests through the containers of an endpoint and shows each step. */
export class InspectorPanel implements OpenPanel {
  readonly shown: Promise<void>;
  private readonly ref: JobRef;
  private readonly texts: InspectedTexts;
  private tellShown: () => void = () => undefined;
  private fixtures: readonly vscode.Uri[] = [];
  /** A fixture that the page shall begin with. */
  private first: vscode.Uri | undefined;
  private told = '';
  private readonly abort = new AbortController();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly app: App,
    extension: vscode.Uri,
    { ref, texts }: Inspected,
    readonly panel: vscode.WebviewPanel,
  ) {
    this.ref = ref;
    this.texts = texts;
    this.shown = new Promise((resolve) => (this.tellShown = resolve));
    const { webview } = panel;
    panel.title = vscode.l10n.t('Inspect {0}', ref.job);
    panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'containers.svg');
    webview.options = pageOptions(extension);
    this.subscriptions = [
      app.board.use(),
      app.board.onDidChange(() => this.update()),
      webview.onDidReceiveMessage((message) => this.receive(message)),
      panel.onDidDispose(() => this.dispose()),
    ];
    webview.html = pageHtml(webview, { extension, name: 'inspector', title: panel.title });
  }

  /** Put a fixture's request into the form. */
  load(fixture: vscode.Uri): void {
    this.first = fixture;
    void this.shown.then(() => guard(this.app.log, () => this.loadFirst()));
  }

  dispose(): void {
    this.abort.abort();
    for (const subscription of this.subscriptions.splice(0)) subscription.dispose();
    this.panel.dispose();
  }

  private receive(value: unknown): void {
    const message = readInspectorMessage(value);
    if (message) void guard(this.app.log, () => this.answer(message));
  }

  private async answer(message: FromInspector): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.begin();
      case 'send':
        return this.send(message);
      case 'load':
        this.first = this.fixtures[message.index];
        return this.loadFirst();
      case 'save':
        return this.save(message);
      case 'openText':
        await vscode.window.showTextDocument(this.texts.add(message.text, message.language));
        return;
      case 'compare':
        return this.compare(message);
      case 'openLog':
        await vscode.commands.executeCommand('sagemakerContainers.openLog', this.ref);
        return;
      default:
        message satisfies never;
    }
  }

  private async begin(): Promise<void> {
    await this.app.board.refresh();
    const state = this.app.board.find(this.ref)?.state;
    this.fixtures = state ? await (await this.app.tests()).fixturesOf(state) : [];
    const endpoint = this.endpoint();
    this.told = JSON.stringify(endpoint);
    const fixtures = this.fixtures.map(({ path }) => definitionStem(path));
    this.post({ type: 'open', endpoint, fixtures, texts: inspectorTexts(), locale: vscode.env.language });
    this.tellShown();
  }

  private endpoint(): InspectedEndpoint {
    const state = this.app.board.find(this.ref)?.state;
    const isInService = state?.status === 'InService' && isRunning(state);
    return { ...this.ref, status: state ? statusText(state) : vscode.l10n.t('removed'), isInService };
  }

  private update(): void {
    const endpoint = this.endpoint();
    if (this.told === '' || JSON.stringify(endpoint) === this.told) return;
    this.told = JSON.stringify(endpoint);
    this.post({ type: 'endpoint', endpoint });
  }

  private async send({ id, from, request }: Extract<FromInspector, { readonly type: 'send' }>): Promise<void> {
    try {
      if (!vscode.workspace.isTrusted) throw untrusted();
      const platform = this.app.projects.byId(this.ref.project)?.platform;
      const sent = { from, headers: headersOf(request), body: request.body };
      const trace = await platform?.trace(this.ref.job, sent, this.abort.signal);
      this.post({ type: 'traced', id, hops: trace?.hops ?? [] });
    } catch (error) {
      this.post({ type: 'failed', id, text: textOf(error) });
    }
  }

  private async loadFirst(): Promise<void> {
    const fixture = this.first;
    this.first = undefined;
    const project = this.app.projects.byId(this.ref.project);
    if (fixture && project) this.post({ type: 'loaded', request: await readFixture(fixture, project.uri.fsPath) });
  }

  private async save({ request }: Extract<FromInspector, { readonly type: 'save' }>): Promise<void> {
    const known = this.app.board.find(this.ref);
    const definition = known?.state.definition;
    if (definition === undefined) return;
    const folder = vscode.Uri.joinPath(vscode.Uri.file(definition), '..');
    const file = await askForFixture(folder, this.ref.job);
    if (!file) return;
    await writeFixture(file, request, definition);
    await vscode.window.showTextDocument(file);
  }

  private async compare({ left, right, title }: Extract<FromInspector, { readonly type: 'compare' }>): Promise<void> {
    const [before, after] = [left, right].map((text) => this.texts.add(text, 'plaintext'));
    await vscode.commands.executeCommand('vscode.diff', before, after, title);
  }

  private post(message: ToInspector): void {
    void this.panel.webview.postMessage(message);
  }
}

function untrusted(): AppError {
  return new AppError(
    'workspace.untrusted',
    vscode.l10n.t('This workspace is not trusted, so nothing in it is run.'),
    vscode.l10n.t('Trust it if you know where it comes from.'),
  );
}
