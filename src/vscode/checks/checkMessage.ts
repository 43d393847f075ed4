import * as vscode from 'vscode';
import { markdownText } from '../../check/reports/markdownText';
import { verdictNames } from '../../check/reports/reportWords';
import type { CheckedRule, FilePlace } from '../../jobs/containerCheck';
import { pageLink } from './reportAddress';

/** What a failed rule says in the Test Explorer: what was seen, why it matters, what to do, and where to read more. */
export function checkMessage(one: CheckedRule, report: vscode.Uri): vscode.TestMessage {
  const { rule, because, evidence, why, fix, page } = one;
  const text = new vscode.MarkdownString(markdownText(because));
  if (evidence.length > 0) text.appendCodeblock(evidence.join('\n'), 'text');
  for (const advice of adviceOf(why, fix)) text.appendMarkdown(`\n\n${markdownText(advice)}`);
  const target = vscode.Uri.joinPath(report, '..', pageLink(page));
  const show = `command:markdown.showPreview?${encodeURIComponent(JSON.stringify(target))}`;
  text.appendMarkdown(`\n\n[${markdownText(vscode.l10n.t('All about {0}', rule))}](${show})`);
  // Only this: what a container has said must not become a command.
  text.isTrusted = { enabledCommands: ['markdown.showPreview'] };
  const message = new vscode.TestMessage(text);
  const [place] = one.places;
  if (place) message.location = locationOf(place);
  return message;
}

/** The same as plain text, with every place, for the output of a run. @param title what the test is called */
export function checkOutput({ verdict, because, evidence, places, why, fix }: CheckedRule, title: string): string {
  const head = `${verdictNames(vscode.l10n)[verdict]}: ${title}`;
  const isBad = verdict === 'fail' || verdict === 'warning';
  const where = places.map(({ file, line }) => `${vscode.workspace.asRelativePath(file)}:${String(line)}`);
  return [head, because, ...evidence, ...where, ...(isBad ? ['', ...adviceOf(why, fix)] : [])].join('\n');
}

/** The line as a place that the editor can go to. */
export function locationOf({ file, line }: FilePlace): vscode.Location {
  return new vscode.Location(vscode.Uri.file(file), new vscode.Position(line - 1, 0));
}

function adviceOf(why: string, fix: string): readonly string[] {
  return [vscode.l10n.t('Why: {0}', why), vscode.l10n.t('Instead: {0}', fix)];
}
