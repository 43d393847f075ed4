import * as vscode from 'vscode';

/** Where submits tell what they build, push, upload and create; there once one has something to tell. */
export class SubmitChannel implements vscode.Disposable {
  private channel: vscode.OutputChannel | undefined;

  /** Begin to tell of a submit, without taking the focus. @returns takes its lines */
  begin(lines: readonly string[]): (line: string) => void {
    const channel = (this.channel ??= vscode.window.createOutputChannel('SageMaker Containers: AWS', 'log'));
    for (const line of ['', ...lines, '']) channel.appendLine(line);
    channel.show(true);
    return (line) => channel.appendLine(line);
  }

  dispose(): void {
    this.channel?.dispose();
  }
}
