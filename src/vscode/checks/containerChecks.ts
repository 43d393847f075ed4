import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { countVerdicts, type CheckResults } from '../../check/reports/checkResults';
import { markdownReport } from '../../check/reports/markdownReport';
import { reportWords, ruleInLanguage } from '../../check/reports/reportWords';
import type { CheckedRule, CheckEvent } from '../../jobs/containerCheck';
import type { App } from '../app';
import { cancellable } from '../cancellable';
import { guard } from '../guard';
import { inLanguage, showError, showInformation } from '../messages';
import { inOneText } from '../../texts/translator';
import { requireTrust } from '../requireTrust';
import { setting } from '../settings';
import type { CheckOutcome, ContainerChecker } from './containerChecker';
import { CheckTests, type Asked } from './checkTests';
import { pageAt, pageLink, reportUri } from './reportAddress';

/** The checks of this window, and what the last one of each target came to. */
export class ContainerChecks implements ContainerChecker, vscode.Disposable {
  /** By the URI of the target. */
  private readonly results = new Map<string, CheckResults>();
  private readonly tests: CheckTests;

  /** @param changed told the address of a report whose text is another one now */
  constructor(
    private readonly app: App,
    private readonly changed: vscode.EventEmitter<vscode.Uri>,
  ) {
    this.tests = new CheckTests((target, asked) => guard(app.log, () => this.perform(target, asked)));
  }

  check(target: vscode.Uri, stopped?: AbortSignal): Promise<CheckOutcome> {
    return this.perform(target, stopped ? { stopped } : {});
  }

  private async perform(target: vscode.Uri, asked: Asked): Promise<CheckOutcome> {
    requireTrust();
    const name = vscode.workspace.asRelativePath(target);
    const results = await cancellable(vscode.l10n.t('Checking {0}', name), (tell, cancelled) => {
      const stopped = asked.stopped ? AbortSignal.any([asked.stopped, cancelled]) : cancelled;
      return this.tests.run(target, { ...asked, stopped }, (log, until) => {
        const say = (line: string) => {
          tell(line);
          log(line);
        };
        return this.gather(target, say, until);
      });
    });
    this.results.set(target.toString(), results);
    const outcome = { counts: countVerdicts(results.rules), report: reportUri(target) };
    this.changed.fire(outcome.report);
    // Not awaited: whoever called goes on while the message stands there.
    void announce(name, outcome, results.rules);
    return outcome;
  }

  /** The text of a report, or of a rule's page that it leads to. */
  async text(uri: vscode.Uri): Promise<string> {
    const page = pageAt(uri);
    if (page !== undefined) return readFile(join(this.app.templates.root, 'docs', 'rules', page), 'utf8');
    const results = this.results.get(uri.query);
    if (results) return markdownReport(results, { pageLink, words: reportWords(vscode.env.language, vscode.l10n) });
    return vscode.l10n.t('This report went with the window that made it. Check the container again.');
  }

  dispose(): void {
    this.tests.dispose();
  }

  private async gather(target: vscode.Uri, say: (line: string) => void, signal: AbortSignal): Promise<CheckResults> {
    const engine = setting('engine', target);
    const request = { target: target.fsPath, ...(engine !== undefined && { engine }) };
    const rules: CheckedRule[] = [];
    let end: Extract<CheckEvent, { kind: 'end' }> | undefined;
    for await (const event of this.app.projects.of(target).platform.check(request, signal)) {
      if (event.kind === 'progress') say(`${event.container}: ${inLanguage(event.message)}`);
      else if (event.kind === 'rule') rules.push(ruleInLanguage(event, inLanguage));
      else end = event;
    }
    if (!end) throw new vscode.CancellationError();
    return { target: request.target, rules, uses: end.uses, engine: inLanguage(end.engine) };
  }
}

async function announce(name: string, { counts, report }: CheckOutcome, rules: readonly CheckedRule[]): Promise<void> {
  const { fail, warning, pass, 'not observable': unseen } = counts;
  const text = vscode.l10n.t(
    '{0}: {1} failed, {2} with a warning, {3} passed, {4} could not be seen here.',
    name,
    fail,
    warning,
    pass,
    unseen,
  );
  const showReport = {
    title: vscode.l10n.t('Show Report'),
    run: () => vscode.commands.executeCommand('markdown.showPreview', report),
  };
  await (fail > 0 ? showError : showInformation)(inOneText(text, whyUnseen(rules)).trim(), [showReport]);
}

/** The reason why rules could not be seen, where it is one for all: that there is no engine, for example. */
function whyUnseen(rules: readonly CheckedRule[]): string {
  const unseen = rules.filter(({ verdict }) => verdict === 'not observable');
  const [reason = '', ...others] = new Set(unseen.map(({ because }) => because));
  return unseen.length > 1 && others.length === 0 ? reason : '';
}
