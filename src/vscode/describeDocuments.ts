import * as vscode from 'vscode';
import type { JobBoard, KnownJob } from './jobBoard';

const scheme = 'sagemaker-describe';

/** The address of the read-only document with a job's Describe response. */
export function describeUri({ project, state }: KnownJob): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${state.name}.json`, query: project.id });
}

/** Fills those documents, and again when something happens to a job. */
export function registerDescribeDocuments(board: JobBoard): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const refresh = board.onDidChange(() => {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
  });
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: async ({ path, query }) => {
      const job = path.slice(1).replace(/\.json$/, '');
      const known = board.find({ project: query, job });
      return JSON.stringify((await known?.project.platform.describe(job)) ?? {}, undefined, 2);
    },
  });
  return vscode.Disposable.from(changed, refresh, provider);
}
