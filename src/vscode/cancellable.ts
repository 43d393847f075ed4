import * as vscode from 'vscode';

/** Work that tells how far it is, and ends early with what it throws once its signal is aborted. */
export type Work<Result> = (tell: (message: string) => void, signal: AbortSignal) => Promise<Result>;

/** The same cancellation in the form that the core knows. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  else token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}

/** Do something with a notification that says how far it is and can cancel it. */
export async function cancellable<Result>(title: string, work: Work<Result>): Promise<Result> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort());
    try {
      return await work((message) => progress.report({ message }), abort.signal);
    } finally {
      cancelled.dispose();
    }
  });
}
