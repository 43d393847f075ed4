import * as vscode from 'vscode';
import type { CheckResults } from '../../check/reports/checkResults';
import type { CheckedRule } from '../../jobs/containerCheck';
import { signalOf, type Work } from '../cancellable';
import { textOf } from '../messages';
import { verdictTitle } from './verdictTitle';

/** Checks a target once more. */
type CheckAgain = (target: vscode.Uri, token: vscode.CancellationToken) => Promise<unknown>;

/** The rules of the last checks as tests, each below the definition, Dockerfile or folder that was checked. */
export class CheckTests implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController(
    'sagemaker-container-checks',
    vscode.l10n.t('Container checks'),
  );

  constructor(again: CheckAgain) {
    const title = vscode.l10n.t('Check');
    const run = async (request: vscode.TestRunRequest, token: vscode.CancellationToken) => {
      for (const target of this.targetsOf(request)) if (!token.isCancellationRequested) await again(target, token);
    };
    this.controller.createRunProfile(title, vscode.TestRunProfileKind.Run, run, true);
  }

  /**
   * Do a check as a run of its tests, which may be stopped where runs of tests are.
   * @param signal ends it as well
   * @throws what `work` throws
   */
  async run(target: vscode.Uri, signal: AbortSignal, work: Work<CheckResults>): Promise<CheckResults> {
    const item = await this.itemOf(target);
    // A rule can't be checked by itself, so a run is always one of all rules, whatever was chosen.
    const run = this.controller.createTestRun(new vscode.TestRunRequest([item]), item.label);
    const until = AbortSignal.any([signal, signalOf(run.token)]);
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
    this.controller.dispose();
  }

  private targetsOf({ include, exclude = [] }: vscode.TestRunRequest): readonly vscode.Uri[] {
    const chosen = include ?? [...this.controller.items].map(([, item]) => item);
    const targets = chosen.map((item) => item.parent ?? item).filter((item) => !exclude.includes(item));
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

  private show(run: vscode.TestRun, target: vscode.TestItem, rules: readonly CheckedRule[]): void {
    const shown = rules.filter(({ verdict }) => verdict !== 'not applicable');
    const hasSeveral = new Set(shown.map(({ container }) => container)).size > 1;
    const items = shown.map((one, index) => {
      const item = this.controller.createTestItem(`${one.container} ${one.rule}`, `${one.rule} ${one.title}`);
      item.description = [verdictTitle(one.verdict), ...(hasSeveral ? [one.container] : [])].join(' · ');
      item.sortText = String(index).padStart(3, '0');
      return { one, item };
    });
    target.children.replace(items.map(({ item }) => item));
    for (const { one, item } of items) {
      run.appendOutput(`${verdictTitle(one.verdict)}: ${item.label}\r\n`, undefined, item);
      run.appendOutput(`${detailOf(one).replace(/\r?\n/g, '\r\n')}\r\n`, undefined, item);
      if (one.verdict === 'fail') run.failed(item, new vscode.TestMessage(detailOf(one)));
      else if (one.verdict === 'not observable') run.skipped(item);
      else run.passed(item);
    }
  }
}

/** What was seen of a rule; for one that is not kept, also why it matters and what to do. */
function detailOf({ verdict, because, evidence, why, fix }: CheckedRule): string {
  const isBad = verdict === 'fail' || verdict === 'warning';
  const advice = isBad ? ['', vscode.l10n.t('Why: {0}', why), vscode.l10n.t('Instead: {0}', fix)] : [];
  return [because, ...evidence, ...advice].join('\n');
}
