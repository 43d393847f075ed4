import * as vscode from 'vscode';
import type { SubmitEvent } from '../../jobs/submission';
import { submitRenderer } from '../../jobs/submitText';
import { sizeText } from '../duration';

/** Where submits tell what they build, push, upload and create; there once one has something to tell. */
export class SubmitChannel implements vscode.Disposable {
  private channel: vscode.OutputChannel | undefined;

  /** Begin to tell of a submit, without taking the focus. @returns takes its events */
  begin(lines: readonly string[]): (event: SubmitEvent) => void {
    const channel = (this.channel ??= vscode.window.createOutputChannel('SageMaker Containers: AWS', 'log'));
    for (const line of ['', ...lines, '']) channel.appendLine(line);
    channel.show(true);
    return submitRenderer((line) => channel.appendLine(line), sizeText);
  }

  dispose(): void {
    this.channel?.dispose();
  }
}
