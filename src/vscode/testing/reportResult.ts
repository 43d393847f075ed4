import * as vscode from 'vscode';
import type { Mismatch } from '../../contract/mismatch';
import type { InvocationResult } from '../../jobs/platform';

/** Longest part of an answer in the output, in characters. */
const longest = 4_000;

/** Show what came of a fixture: its answer, whether it was the expected one, and how long it took. */
export function reportResult(run: vscode.TestRun, item: vscode.TestItem, result: InvocationResult): void {
  const { passed, statusCode, contentType, body, milliseconds, mismatches } = result;
  const head = `${item.label}: ${statusCode} ${contentType}, ${milliseconds.toFixed(1)} ms`;
  const answer = body.length > longest ? `${body.slice(0, longest)}…` : body;
  // Terminals want both characters at the end of a line.
  run.appendOutput(`${head}\n${answer.trimEnd()}\n`.replace(/\r?\n/g, '\r\n'), undefined, item);
  if (passed) run.passed(item, milliseconds);
  else
    run.failed(
      item,
      mismatches.map((mismatch) => messageOf(mismatch, item)),
      milliseconds,
    );
}

function messageOf({ field, expected, actual }: Mismatch, { uri, range }: vscode.TestItem): vscode.TestMessage {
  const title = vscode.l10n.t('{0} is not as expected', field);
  const message = vscode.TestMessage.diff(title, expected, actual);
  if (uri && range) message.location = new vscode.Location(uri, range);
  return message;
}
