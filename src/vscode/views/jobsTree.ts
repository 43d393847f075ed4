import type * as vscode from 'vscode';
import type { JobState } from '../../jobs/jobState';
import { isRunning, refOf, type JobBoard } from '../jobBoard';
import { jobItem } from './jobItem';
import { childrenOf, type JobNode } from './jobNode';

/** The rows of the views of jobs and of endpoints; all of it is read off the board. */
export class JobsTree implements vscode.TreeDataProvider<JobNode> {
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(
    private readonly board: JobBoard,
    private readonly kinds: readonly JobState['kind'][],
  ) {
    this.onDidChangeTreeData = board.onDidChange;
  }

  /** Jobs newest first; endpoints that answer before those that have ended. */
  getChildren(node?: JobNode): JobNode[] {
    if (node) return [...childrenOf(node, this.stateOf(node) ?? gone)];
    const jobs = this.board.jobs().filter(({ state }) => this.kinds.includes(state.kind));
    const ordered = this.kinds.includes('endpoint')
      ? [...jobs.filter(({ state }) => isRunning(state)), ...jobs.filter(({ state }) => !isRunning(state))]
      : [...jobs].sort((a, b) => b.state.createdAt - a.state.createdAt);
    return ordered.map((job) => ({ ...refOf(job), row: 'job' }));
  }

  getTreeItem(node: JobNode): vscode.TreeItem {
    return jobItem(node, this.stateOf(node) ?? gone);
  }

  private stateOf(node: JobNode): JobState | undefined {
    return this.board.find(node)?.state;
  }
}

/** What is shown of a job that was removed between two repaints. */
const gone: JobState = {
  name: '',
  kind: 'training-job',
  definition: '',
  status: 'Stopped',
  transitions: [],
  artifacts: [],
  streams: [],
  metrics: {},
  engine: '',
  createdAt: 0,
  endedAt: 0,
};
