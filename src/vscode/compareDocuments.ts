import * as vscode from 'vscode';
import type { CompareSources } from './comparisonText';
import type { JobRef } from './jobRef';

const scheme = 'sagemaker-compare';

/** The address of a job's request, in a form that can be laid beside another's. */
export function requestUri(ref: JobRef, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${name}.json`, query: JSON.stringify([ref]) });
}

/** The address of the table of two jobs. */
export function tableUri(refs: readonly [JobRef, JobRef], title: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${title}.md`, query: JSON.stringify(refs) });
}

/** Fills those documents. What compares is loaded with the first of them. */
export function registerCompareDocuments(sources: CompareSources): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ query }) => {
      const { comparisonText } = await import('./comparisonText');
      return comparisonText(sources, JSON.parse(query) as readonly JobRef[]);
    },
  });
}
