import * as vscode from 'vscode';
import type { ResourceKind } from '../jobs/resources';
import type { Connections } from './aws/connections';
import { refOf, type JobBoard } from './jobBoard';
import type { KnownJob } from './jobPlace';
import { placeOf } from './knownJobs';
import type { Projects } from './projects';

const scheme = 'sagemaker-describe';

/** What a document describes: a job, or a resource of a connection. */
interface Described {
  readonly project: string;
  readonly job?: string;
  readonly kind?: ResourceKind;
  readonly name?: string;
}

/** The address of the read-only document with a job's Describe response. */
export function describeUri(known: KnownJob): vscode.Uri {
  return uriOf(known.state.name, refOf(known));
}

/** The same for a resource. */
export function describeResourceUri(project: string, kind: ResourceKind, name: string): vscode.Uri {
  return uriOf(name, { project, kind, name });
}

function uriOf(name: string, described: Described): vscode.Uri {
  // The name of a repository has folders in it.
  return vscode.Uri.from({ scheme, path: `/${name.replaceAll('/', '-')}.json`, query: JSON.stringify(described) });
}

/** Where described things are. */
export interface DescribeSources {
  readonly board: JobBoard;
  readonly projects: Projects;
  readonly connections: Connections;
}

/** Fills those documents, and again when something happens to a job. */
export function registerDescribeDocuments(sources: DescribeSources): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const refresh = () => {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
  };
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri) => {
      const described = await describe(sources, JSON.parse(uri.query) as Described);
      if (described) return JSON.stringify(described, undefined, 2);
      // What was deleted meanwhile can still be read where it is open.
      const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
      return open?.getText() ?? '{}';
    },
  });
  return vscode.Disposable.from(
    changed,
    sources.board.onDidChange(refresh),
    sources.connections.onDidChange(refresh),
    provider,
  );
}

async function describe(sources: DescribeSources, { project, job, kind, name }: Described) {
  if (job !== undefined) return placeOf(sources, { project, job })?.platform.describe(job);
  if (kind === undefined || name === undefined) return undefined;
  return (await sources.connections.byId(project)?.resources())?.describe(kind, name);
}
