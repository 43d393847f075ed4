import * as vscode from 'vscode';
import { definitionStem } from '../../definitions/definitionKinds';
import type { JobState } from '../../jobs/jobState';
import type { App } from '../app';
import { signalOf } from '../cancellable';
import { showError, showInformation, textOf } from '../messages';
import type { Project } from '../projects';
import { requireTrust } from '../requireTrust';
import { setting } from '../settings';
import { fixtureTarget, type FixtureTarget } from './fixture';
import type { FixtureRunner, OtherEndpoint, SendFixtures, Tally } from './fixtureRunner';
import { reportResult } from './reportResult';

/** The fixtures of the workspace as tests, each under the model that it is sent to. */
export class FixtureTests implements FixtureRunner, vscode.Disposable {
  private readonly changed: vscode.Disposable;

  constructor(
    private readonly app: App,
    private readonly controller: vscode.TestController,
  ) {
    this.changed = app.definitions.onDidChange(() => void this.discover());
  }

  /** Make the tests match the files. */
  async discover(): Promise<void> {
    const files = (await this.app.definitions.all()).filter(({ kind }) => kind === 'invocation');
    const models = new Map<string, vscode.TestItem>();
    for (const { uri } of files) {
      const target = await this.targetOf(uri);
      const model = models.get(keyOf(target)) ?? this.modelItem(target);
      models.set(keyOf(target), model);
      const item = this.controller.createTestItem(uri.toString(), definitionStem(uri.path), uri);
      item.range = new vscode.Range(0, 0, 0, 0);
      model.children.add(item);
    }
    this.controller.items.replace([...models.values()]);
  }

  async fixturesOf({ definition, name }: JobState): Promise<readonly vscode.Uri[]> {
    const files = (await this.app.definitions.all()).filter(({ kind }) => kind === 'invocation');
    const targets = await Promise.all(files.map(({ uri }) => this.targetOf(uri)));
    return files.filter((_file, index) => [definition, name].includes(nameOf(targets[index]))).map(({ uri }) => uri);
  }

  async invoke(fixtures: readonly vscode.Uri[], other?: OtherEndpoint): Promise<Tally> {
    await this.discover();
    const wanted = new Set(fixtures.map((uri) => uri.toString()));
    const items = leavesOf(this.controller.items).filter(({ id }) => wanted.has(id));
    const source = new vscode.CancellationTokenSource();
    const title = sendingTitle(items);
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    const tally = await vscode.window.withProgress(options, (_progress, token) => {
      token.onCancellationRequested(() => source.cancel());
      return this.run(new vscode.TestRunRequest(items), source.token, other);
    });
    source.dispose();
    void tell(tally);
    return tally;
  }

  /** Run what a person has chosen. @returns the tally, which they see in the Test Explorer as well */
  async run(request: vscode.TestRunRequest, token: vscode.CancellationToken, other?: OtherEndpoint): Promise<Tally> {
    const excluded = new Set((request.exclude ?? []).map(({ id }) => id));
    const chosen = (request.include ?? [...this.controller.items].map(([, item]) => item)).flatMap(withLeaves);
    const items = [...new Map(chosen.map((item) => [item.id, item])).values()].filter(({ id }) => !excluded.has(id));
    const run = this.controller.createTestRun(request, other?.name);
    for (const item of items) run.started(item);
    try {
      let tally: Tally = { passed: 0, failed: 0 };
      for (const [project, part] of this.byProject(items)) {
        const { passed, failed } = await this.runPart(run, part, other?.send ?? sendHere(project), token);
        tally = { passed: tally.passed + passed, failed: tally.failed + failed };
      }
      return tally;
    } finally {
      run.end();
      await this.app.board.refresh();
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async runPart(
    run: vscode.TestRun,
    items: readonly vscode.TestItem[],
    send: SendFixtures,
    token: vscode.CancellationToken,
  ): Promise<Tally> {
    const open = new Map(items.map((item) => [item.uri?.fsPath ?? '', item]));
    const tally = { passed: 0, failed: 0 };
    try {
      requireTrust();
      for await (const result of send([...open.keys()], signalOf(token))) {
        const item = open.get(result.fixture);
        if (!item) continue;
        open.delete(result.fixture);
        tally[result.passed ? 'passed' : 'failed'] += 1;
        reportResult(run, item, result);
      }
      for (const item of open.values()) run.skipped(item);
    } catch (error) {
      if (token.isCancellationRequested || error instanceof vscode.CancellationError)
        for (const item of open.values()) run.skipped(item);
      else {
        for (const item of open.values()) run.errored(item, new vscode.TestMessage(textOf(error)));
        tally.failed += open.size;
      }
    }
    return tally;
  }

  private byProject(items: readonly vscode.TestItem[]): ReadonlyMap<Project, readonly vscode.TestItem[]> {
    const parts = new Map<Project, vscode.TestItem[]>();
    for (const item of items) {
      if (!item.uri) continue;
      const project = this.app.projects.of(item.uri);
      parts.set(project, [...(parts.get(project) ?? []), item]);
    }
    return parts;
  }

  private async targetOf(uri: vscode.Uri): Promise<FixtureTarget> {
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
    try {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      return fixtureTarget(uri.fsPath, text, root.fsPath);
    } catch {
      // Deleted between the search and now; the next change takes it away.
      return { endpoint: '' };
    }
  }

  private modelItem(target: FixtureTarget): vscode.TestItem {
    if ('model' in target) {
      return this.controller.createTestItem(keyOf(target), definitionStem(target.model), vscode.Uri.file(target.model));
    }
    const title = target.endpoint === '' ? vscode.l10n.t('(no endpoint)') : target.endpoint;
    return this.controller.createTestItem(keyOf(target), title);
  }
}

/** To what the fixtures name, on this machine. */
function sendHere({ platform, uri }: Project): SendFixtures {
  return (fixtures, signal) => platform.invoke(fixtures, signal, setting('engine', uri));
}

function keyOf(target: FixtureTarget): string {
  return 'model' in target ? `model:${target.model}` : `endpoint:${target.endpoint}`;
}

function nameOf(target: FixtureTarget | undefined): string {
  if (!target) return '';
  return 'model' in target ? target.model : target.endpoint;
}

function withLeaves(item: vscode.TestItem): readonly vscode.TestItem[] {
  return item.children.size === 0 ? [item] : leavesOf(item.children);
}

function leavesOf(items: vscode.TestItemCollection): readonly vscode.TestItem[] {
  return [...items].flatMap(([, item]) => withLeaves(item));
}

function sendingTitle(items: readonly vscode.TestItem[]): string {
  const [first] = items;
  return items.length === 1 && first
    ? vscode.l10n.t('Sending {0}', first.label)
    : vscode.l10n.t('Sending {0} fixtures', items.length);
}

async function tell({ passed, failed }: Tally): Promise<void> {
  const showResults = {
    title: vscode.l10n.t('Show Results'),
    run: () => vscode.commands.executeCommand('testing.showMostRecentOutput'),
  };
  if (failed > 0) {
    const all = passed + failed;
    const text =
      all === 1
        ? vscode.l10n.t('The fixture got another answer.')
        : vscode.l10n.t('{0} of {1} fixtures got another answer.', failed, all);
    await showError(text, [showResults]);
  } else if (passed > 0) {
    const text =
      passed === 1
        ? vscode.l10n.t('The fixture got the expected answer.')
        : vscode.l10n.t('All {0} fixtures got the expected answer.', passed);
    await showInformation(text, [showResults]);
  }
}
