import * as vscode from 'vscode';
import type { Connections } from '../aws/connections';
import type { JobBoard } from '../jobBoard';
import { findJob } from '../knownJobs';
import { placeTitle } from '../placeTitle';
import type { Pins } from '../pins';
import { costLook } from './costLook';
import { idOf, isJobNode, pinned, type ExplorerNode } from './explorerNode';
import type { ExplorerSources } from './explorerRows';
import { isOnAws, itemOf, jobLook, unreadLook, type Look } from './jobItem';
import { gone, type JobNode } from './jobNode';
import { statusText } from './statusLook';

/** What the view of jobs shows. */
export interface ExplorerParts {
  readonly board: JobBoard;
  readonly connections: Connections;
  readonly pins: Pins;
}

/** The rows of the view of jobs: this machine, and each connection to AWS. */
export class ExplorerTree implements vscode.TreeDataProvider<ExplorerNode> {
  readonly onDidChangeTreeData: vscode.Event<void>;
  private readonly sources: ExplorerSources;

  constructor(private readonly parts: ExplorerParts) {
    const { board, connections, pins } = parts;
    this.sources = {
      local: () => board.jobs().filter(({ state }) => state.kind !== 'endpoint'),
      find: (ref) => findJob(parts, ref),
      connections: () => connections.all(),
      pins: () => pins.all(),
      filter: () => connections.filter,
    };
    this.onDidChangeTreeData = (listener, thisArgs, disposables) => {
      const all = vscode.Disposable.from(
        ...[board, connections, pins].map(({ onDidChange }) => onDidChange(listener, thisArgs)),
      );
      disposables?.push(all);
      return all;
    };
  }

  /** Loaded when somebody looks. */
  async getChildren(node?: ExplorerNode): Promise<ExplorerNode[]> {
    const { explorerRows } = await import('./explorerRows');
    return [...(await explorerRows(this.sources, node))];
  }

  /** How rows that are not about one job look is loaded with the first of them. */
  async getTreeItem(node: ExplorerNode): Promise<vscode.TreeItem> {
    if (isJobNode(node)) return itemOf(this.jobLook(node), idOf(node), node);
    const { placeLook } = await import('./explorerItem');
    const connection = 'connection' in node ? this.parts.connections.byId(node.connection) : undefined;
    const item = itemOf(placeLook(node, connection), idOf(node), node);
    const isOpen = node.row === 'machine' || node.row === 'pinned' || node.row === 'connection';
    if (isOpen) item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
    return item;
  }

  private jobLook(node: JobNode): Look {
    const state = findJob(this.parts, node)?.state;
    if (!state) return node.row === 'job' ? unreadLook(node) : jobLook(node, gone);
    const look = this.placed(node, jobLook(node, state));
    if (node.row !== 'job') return look;
    const context = `${look.context ?? ''}${this.parts.pins.has(node) ? ' pinned' : ''}`;
    const costs = isOnAws(state) && state.kind === 'endpoint' ? this.costOf(node, state.createdAt) : {};
    if (costs.description === undefined) return { ...look, context };
    // Since when it runs is said with what it costs.
    return { ...look, ...costs, description: `${statusText(state)} · ${costs.description}`, context };
  }

  /** Where a job is, for rows whose neighbours are elsewhere: the same name may be in several places. */
  private placed(node: JobNode, look: Look): Look {
    const isAmong =
      node.row === 'job' && (node.under === pinned || (vscode.workspace.workspaceFolders?.length ?? 0) > 1);
    const place = isAmong ? placeTitle(this.parts.connections, node, node.under === pinned) : undefined;
    return place === undefined ? look : { ...look, description: `${look.description ?? ''} · ${place}` };
  }

  private costOf({ project, job }: JobNode, createdAt: number): Pick<Look, 'icon' | 'description'> {
    return costLook(this.parts.connections.byId(project)?.variants(job) ?? [], createdAt);
  }
}
