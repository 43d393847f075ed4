import * as vscode from 'vscode';
import { isActive, type JobState } from '../jobs/jobState';
import type { KnownJob } from './jobPlace';
import type { JobRef } from './jobRef';
import type { Project, Projects } from './projects';

/** Views are told of changes at most this often, in milliseconds. */
const tellInterval = 100;
/** That a job's process has died has no event: while something runs, it is looked for this often, in milliseconds. */
const lookInterval = 5_000;

/** A job of this machine. */
export type LocalJob = KnownJob<Project>;

/**
 * What the platforms of this machine know of jobs, kept while somebody looks or something runs; otherwise nothing is watched.
 * Reading it does no I/O.
 */
export class JobBoard implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private known: readonly LocalJob[] = [];
  private text = '';
  private users = 0;
  private watching: vscode.Disposable | undefined;
  private refreshing: Promise<void> | undefined;
  private isStale = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly folders: vscode.Disposable;

  constructor(
    private readonly projects: Projects,
    private readonly report: (error: unknown) => void,
  ) {
    this.folders = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      this.unwatch();
      void this.refresh();
    });
  }

  /** All jobs and endpoints, newest first in each project. */
  jobs(): readonly LocalJob[] {
    return this.known;
  }

  find({ project, job }: JobRef): LocalJob | undefined {
    return this.known.find((one) => one.project.id === project && one.state.name === job);
  }

  /** The newest job that was started from a definition file. */
  newestOf(definition: string): LocalJob | undefined {
    return this.known.find(({ state }) => state.definition === definition);
  }

  running(): readonly LocalJob[] {
    return this.known.filter(({ state }) => isRunning(state));
  }

  /** Keep the board up to date until the result is disposed. */
  use(): vscode.Disposable {
    this.users += 1;
    void this.refresh();
    let isUsed = true;
    return new vscode.Disposable(() => {
      if (isUsed) this.users -= 1;
      isUsed = false;
      this.watchAsNeeded();
    });
  }

  /** Ask the platforms now. Never throws: what goes wrong is reported. */
  refresh(): Promise<void> {
    this.isStale = true;
    this.refreshing ??= this.readAll().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.unwatch();
    this.folders.dispose();
    this.changed.dispose();
  }

  private async readAll(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      const lists = await Promise.all(this.projects.all().map((project) => this.read(project)));
      this.known = lists.flat();
    }
    this.watchAsNeeded();
    const text = JSON.stringify(this.known.map(({ project, state }) => [project.id, state]));
    if (text === this.text) return;
    this.text = text;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.changed.fire();
    }, tellInterval);
  }

  private async read(project: Project): Promise<readonly LocalJob[]> {
    try {
      return (await project.platform.list()).map((state) => ({ project, state }));
    } catch (error) {
      this.report(error);
      return this.known.filter((one) => one.project.id === project.id);
    }
  }

  private watchAsNeeded(): void {
    const isNeeded = this.users > 0 || this.running().length > 0;
    if (!isNeeded) this.unwatch();
    else this.watching ??= this.watch();
  }

  private watch(): vscode.Disposable {
    const refresh = () => void this.refresh();
    const watchers = this.projects.all().map(({ platform }) => platform.watch(refresh));
    const timer = setInterval(() => {
      if (this.running().length > 0) refresh();
    }, lookInterval);
    return new vscode.Disposable(() => {
      clearInterval(timer);
      for (const watcher of watchers) watcher.dispose();
    });
  }

  private unwatch(): void {
    this.watching?.dispose();
    this.watching = undefined;
  }
}

/** Whether somebody still runs this job; an orphaned one only looks as if. */
export function isRunning(state: JobState): boolean {
  return isActive(state.status) && state.orphaned !== true && state.endedAt === undefined;
}

/** The reference to a job. */
export function refOf({ project, state }: KnownJob): JobRef {
  // Jobs of different kinds may have the same name on AWS.
  return { project: project.id, job: state.arn ?? state.name };
}
