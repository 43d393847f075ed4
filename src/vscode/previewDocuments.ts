import { basename } from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../contract/appError';
import type { Projects } from './projects';

const scheme = 'sagemaker-preview';
/** Requests that are shown with what is in them; all are counted. */
const shownRequests = 50;

/** The address of the read-only document with the requests that a transform job would make. @param definition on this machine */
export function previewUri(definition: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${basename(definition.fsPath)}.requests`, query: definition.toString() });
}

/** Fills those documents. */
export function registerPreviewDocuments(projects: Projects): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ query }, token) => previewText(projects, vscode.Uri.parse(query), token),
  });
}

async function previewText(
  projects: Projects,
  definition: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<string> {
  const abort = new AbortController();
  token.onCancellationRequested(() => {
    abort.abort();
  });
  const { previewLines } = await import('../jobs/previewLines');
  const { platform } = projects.of(definition);
  const lines: string[] = [];
  try {
    const options = { limit: shownRequests, bodies: true };
    for await (const said of platform.preview(definition.fsPath, options, abort.signal)) {
      // The sums tell what a reader wants first, so they stand before the requests.
      if (said.kind === 'sums') lines.unshift(...previewLines(said).slice(1), '');
      else lines.push(...previewLines(said));
    }
  } catch (error) {
    lines.unshift(messageOf(error), '');
  }
  return `${lines.join('\n')}\n`;
}
