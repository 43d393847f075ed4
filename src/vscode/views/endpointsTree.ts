import type * as vscode from 'vscode';
import type { JobState } from '../../jobs/jobState';
import { isRunning, refOf, type JobBoard } from '../jobBoard';
import { jobItem } from './jobItem';
import { childrenOf, gone, type JobNode } from './jobNode';

/** The rows of the view of endpoints of this machine; all of it is read off the board. */
export class EndpointsTree implements vscode.TreeDataProvider<JobNode> {
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(private readonly board: JobBoard) {
    this.onDidChangeTreeData = board.onDidChange;
  }

  /** Endpoints that answer before those that have ended. */
  getChildren(node?: JobNode): JobNode[] {
    if (node) return [...childrenOf(node, this.stateOf(node) ?? gone)];
    const jobs = this.board.jobs().filter(({ state }) => state.kind === 'endpoint');
    const ordered = [...jobs.filter(({ state }) => isRunning(state)), ...jobs.filter(({ state }) => !isRunning(state))];
    return ordered.map((job) => ({ ...refOf(job), row: 'job' }));
  }

  getTreeItem(node: JobNode): vscode.TreeItem {
    return jobItem(node, this.stateOf(node) ?? gone);
  }

  private stateOf(node: JobNode): JobState | undefined {
    return this.board.find(node)?.state;
  }
}
