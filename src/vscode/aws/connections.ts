import * as vscode from 'vscode';
import { isActive } from '../../jobs/jobState';
import type { Aws, AwsChoice } from '../../jobs/submission';
import { noFilter, type JobFilter } from '../jobFilter';
import type { KnownJob } from '../jobPlace';
import type { JobRef } from '../jobRef';
import { Connection, connectionId } from './connection';

/** Views are told of changes at most this often, in milliseconds. */
const tellInterval = 100;
/** While somebody looks, AWS is asked this often: where something runs, and where nothing does, in milliseconds. */
const pauses = { running: 15_000, quiet: 60_000 } as const;
/** Name of what is remembered from window to window. */
const memory = 'aws.connections';

/** The connections to AWS, remembered from window to window. Nothing is asked while nobody looks. */
export class Connections implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  filter: JobFilter = noFilter;
  private known: readonly Connection[];
  private users = 0;
  private timer: NodeJS.Timeout | undefined;
  private telling: NodeJS.Timeout | undefined;
  private watching: ReturnType<Aws['watch']> | undefined;

  constructor(
    private readonly state: vscode.Memento,
    /** The way to AWS; does no I/O before it is gone. */
    private readonly aws: () => Pick<Aws, 'connect' | 'watch'>,
  ) {
    this.known = readChoices(state.get(memory)).map((choice) => this.make(choice));
  }

  all(): readonly Connection[] {
    return this.known;
  }

  byId(id: string): Connection | undefined {
    return this.known.find((connection) => connection.id === id);
  }

  /** A job that a list or a look has shown. */
  find({ project: id, job }: JobRef): KnownJob | undefined {
    const project = this.byId(id);
    const state = project?.state(job);
    return project && state && { project, state };
  }

  /** Jobs that were listed so far. */
  jobs(): readonly KnownJob[] {
    return this.known.flatMap((project) => project.listed().map((state) => ({ project, state })));
  }

  /** Show a profile and region, now and in later windows. */
  async add(choice: AwsChoice): Promise<Connection> {
    const there = this.byId(connectionId(choice));
    if (there) return there;
    const connection = this.make(choice);
    // Above the others, where it is seen.
    await this.keep([connection, ...this.known]);
    return connection;
  }

  async remove(connection: Connection): Promise<void> {
    await this.keep(this.known.filter((one) => one !== connection));
  }

  /** Show only what fits. */
  narrow(filter: JobFilter): void {
    this.filter = filter;
    for (const connection of this.known) connection.forget();
    this.tell();
  }

  /** Ask AWS now, for all that was asked before. Never rejects. */
  async refresh(connections = this.known): Promise<void> {
    await Promise.all(connections.map((connection) => connection.refresh()));
  }

  /** Keep what is shown up to date until the result is disposed. */
  use(): vscode.Disposable {
    this.users += 1;
    this.watchAsNeeded();
    if (this.users === 1) this.look();
    let isUsed = true;
    return new vscode.Disposable(() => {
      if (isUsed) this.users -= 1;
      isUsed = false;
      if (this.users === 0) clearTimeout(this.timer);
      this.watchAsNeeded();
    });
  }

  dispose(): void {
    this.users = 0;
    this.watchAsNeeded();
    clearTimeout(this.timer);
    clearTimeout(this.telling);
    this.changed.dispose();
  }

  private make(choice: AwsChoice): Connection {
    return new Connection(
      choice,
      (wanted) => this.aws().connect(wanted),
      () => this.filter,
      () => this.tell(),
    );
  }

  private async keep(connections: readonly Connection[]): Promise<void> {
    this.known = connections;
    this.watchAsNeeded();
    this.tell();
    await this.state.update(
      memory,
      connections.map(({ choice }) => choice),
    );
  }

  private schedule(): void {
    if (this.users === 0) return;
    const isRunning = this.jobs().some(({ state }) => state.kind !== 'endpoint' && isActive(state.status));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), isRunning ? pauses.running : pauses.quiet);
  }

  /** Ask AWS without anybody having asked: a question that was given up is not asked again. */
  private look(): void {
    void this.refresh(this.known.filter(({ isGivenUp }) => !isGivenUp)).finally(() => this.schedule());
  }

  /** Sign-ins and changes of the shared AWS files are waited for while somebody looks. */
  private watchAsNeeded(): void {
    if (this.users > 0 && this.known.length > 0) {
      this.watching ??= this.aws().watch((profiles) => {
        for (const connection of this.known) void connection.filesChanged(profiles);
      });
    } else {
      void this.watching?.then((watcher) => watcher.dispose());
      this.watching = undefined;
    }
  }

  /** Let views know that there is something new, soon. */
  tell(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      this.changed.fire();
    }, tellInterval);
  }
}

/** What an earlier window has remembered, if it makes sense. */
function readChoices(value: unknown): readonly AwsChoice[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return [];
    const { profile, region } = one as { readonly profile?: unknown; readonly region?: unknown };
    return typeof region === 'string' ? [{ region, ...(typeof profile === 'string' && { profile }) }] : [];
  });
}
