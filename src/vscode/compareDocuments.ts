import * as vscode from 'vscode';
import { comparableRequest, compareJobs, comparisonTable, type ComparedJob } from '../jobs/compareJobs';
import type { Connections } from './aws/connections';
import { durationText } from './duration';
import type { JobBoard } from './jobBoard';
import type { JobRef } from './jobRef';
import { findJob, placeOf } from './knownJobs';
import type { Projects } from './projects';
import { requestOf } from './requestOf';

const scheme = 'sagemaker-compare';

/** The address of a job's request, in a form that can be laid beside another's. */
export function requestUri(ref: JobRef, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${name}.json`, query: JSON.stringify([ref]) });
}

/** The address of the table of two jobs. */
export function tableUri(refs: readonly [JobRef, JobRef], title: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${title}.md`, query: JSON.stringify(refs) });
}

/** Where compared jobs are. */
export interface CompareSources {
  readonly board: JobBoard;
  readonly projects: Projects;
  readonly connections: Connections;
}

/** Fills those documents. */
export function registerCompareDocuments(sources: CompareSources): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ query }) => {
      const refs = JSON.parse(query) as readonly JobRef[];
      const [one, other] = await Promise.all(refs.map((ref) => read(sources, ref)));
      if (!one) return '';
      if (!other) return JSON.stringify(comparableRequest(one.request), undefined, 2);
      const titles = ['', one.state.name, other.state.name] as const;
      return comparisonTable(titles, compareJobs(one, other, durationText, Date.now()));
    },
  });
}

async function read(sources: CompareSources, ref: JobRef): Promise<ComparedJob | undefined> {
  const platform = placeOf(sources, ref)?.platform;
  const state = (await platform?.find(ref.job)) ?? findJob(sources, ref)?.state;
  if (!platform || !state) return undefined;
  const described = (await platform.describe(ref.job)) ?? {};
  const metrics = Object.fromEntries(Object.entries(state.metrics).map(([name, { value }]) => [name, value]));
  return { state, request: await requestOf(state.kind, described), metrics };
}
