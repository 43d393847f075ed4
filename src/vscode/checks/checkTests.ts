import * as vscode from 'vscode';
import type { CheckResults } from '../../check/reports/checkResults';
import { verdictNames } from '../../check/reports/reportWords';
import type { CheckedRule } from '../../jobs/containerCheck';
import { signalOf, type Work } from '../cancellable';
import { textOf } from '../messages';
import { checkMessage, checkOutput, locationOf } from './checkMessage';
import { reportUri } from './reportAddress';

/** Who asked for a check, and may end it. */
export interface Asked {
  readonly stopped?: AbortSignal;
  /** The run of tests that it belongs to; one of its own when absent. */
  readonly request?: vscode.TestRunRequest;
}

/** Checks a target once more. */
type CheckAgain = (target: vscode.Uri, asked: Asked) => Promise<unknown>;

/** The rules of the last checks as tests, each below the definition, Dockerfile or folder that was checked. */
export class CheckTests implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController(
    'sagemaker-container-checks',
    vscode.l10n.t('Container checks'),
  );
  private readonly deletions = vscode.workspace.createFileSystemWatcher('**', true, true, false);

  constructor(again: CheckAgain) {
    const title = vscode.l10n.t('Check');
    const run = async (request: vscode.TestRunRequest, token: vscode.CancellationToken) => {
      const stopped = signalOf(token);
      for (const target of this.targetsOf(request)) if (!stopped.aborted) await again(target, { stopped, request });
    };
    this.controller.createRunProfile(title, vscode.TestRunProfileKind.Run, run, true);
    this.deletions.onDidDelete((uri) => this.forget(uri));
  }

  /**
   * Do a check as a run of its tests, which may be stopped where runs of tests are.
   * @throws what `work` throws
   */
  async run(target: vscode.Uri, { stopped, request }: Asked, work: Work<CheckResults>): Promise<CheckResults> {
    const item = await this.itemOf(target);
    // A rule can't be checked by itself, so a run is always one of all rules, whatever was chosen.
    const run = this.controller.createTestRun(request ?? new vscode.TestRunRequest([item]), item.label);
    const until = AbortSignal.any([...(stopped ? [stopped] : []), signalOf(run.token)]);
    run.started(item);
    try {
      const results = await work((line) => run.appendOutput(`${line}\r\n`, undefined, item), until);
      this.show(run, item, results.rules);
      return results;
    } catch (error) {
      if (until.aborted) run.skipped(item);
      else run.errored(item, new vscode.TestMessage(textOf(error)));
      throw error;
    } finally {
      run.end();
    }
  }

  dispose(): void {
    this.deletions.dispose();
    this.controller.dispose();
  }

  /** Take away the tests of what is not there any more, with a folder all that was in it. */
  private forget({ path }: vscode.Uri): void {
    for (const [id] of this.controller.items) {
      if (`${vscode.Uri.parse(id).path}/`.startsWith(`${path}/`)) this.controller.items.delete(id);
    }
  }

  private targetsOf({ include, exclude = [] }: vscode.TestRunRequest): readonly vscode.Uri[] {
    const chosen = include ?? [...this.controller.items].map(([, item]) => item);
    const targets = chosen.map(targetOf).filter((item) => !exclude.includes(item));
    return [...new Set(targets.map(({ id }) => id))].map((id) => vscode.Uri.parse(id));
  }

  private async itemOf(target: vscode.Uri): Promise<vscode.TestItem> {
    const id = target.toString();
    const known = this.controller.items.get(id);
    if (known) return known;
    const { type } = await vscode.workspace.fs.stat(target);
    const isFolder = (type & vscode.FileType.Directory) !== 0;
    // A folder can't be opened as a file, which is what is done with the address of a test.
    const item = this.controller.createTestItem(
      id,
      vscode.workspace.asRelativePath(target),
      isFolder ? undefined : target,
    );
    this.controller.items.add(item);
    return item;
  }

  /** One test for each rule, below their container where there are several. */
  private show(run: vscode.TestRun, target: vscode.TestItem, rules: readonly CheckedRule[]): void {
    const shown = rules.filter(({ verdict }) => verdict !== 'not applicable');
    const containers = [...new Set(shown.map(({ container }) => container))];
    const parents = new Map(containers.map((name) => [name, this.controller.createTestItem(name, name, target.uri)]));
    const tests = shown.map((one, index) => ({ one, item: this.itemOfRule(one, index, target) }));
    for (const { one, item } of tests) parents.get(one.container)?.children.add(item);
    target.children.replace(parents.size > 1 ? [...parents.values()] : tests.map(({ item }) => item));
    const report = reportUri(vscode.Uri.parse(target.id));
    for (const { one, item } of tests) {
      run.appendOutput(`${checkOutput(one, item.label).replace(/\r?\n/g, '\r\n')}\r\n`, undefined, item);
      if (one.verdict === 'fail') run.failed(item, checkMessage(one, report));
      else if (one.verdict === 'not observable') run.skipped(item);
      else run.passed(item);
    }
  }

  /** The test of a rule; it leads to the line that breaks it, else to what was checked. */
  private itemOfRule(one: CheckedRule, index: number, { uri }: vscode.TestItem): vscode.TestItem {
    const { container, rule, title, verdict, places } = one;
    const [place] = places;
    const { uri: file = uri, range } = place ? locationOf(place) : {};
    const name = verdictNames(vscode.l10n)[verdict];
    // A test passes or fails: that one passes with a warning must be said where it can't be cut off.
    const label = verdict === 'warning' ? `${rule} (${name}) ${title}` : `${rule} ${title}`;
    const item = this.controller.createTestItem(`${container} ${rule}`, label, file);
    item.description = name;
    item.range = range;
    item.sortText = String(index).padStart(3, '0');
    return item;
  }
}

/** What was checked, of a test of it. */
function targetOf(item: vscode.TestItem): vscode.TestItem {
  return item.parent ? targetOf(item.parent) : item;
}
