import * as vscode from 'vscode';
import type { JobEvent } from '../../jobs/jobEvent';
import type { App } from '../app';
import { durationText } from '../duration';
import { guard } from '../guard';
import type { JobRef } from '../jobRef';
import { inLanguage, showError, showInformation, step } from '../messages';
import type { Feed } from '../logs/jobLogs';
import type { Project } from '../projects';
import { setting } from '../settings';

/** A run that has just been started or taken over. */
export interface Run {
  readonly project: Project;
  readonly events: AsyncIterable<JobEvent>;
  /** For people, until the job has a name. */
  readonly name: string;
}

/** What is known of a run so far. */
export interface Outcome {
  readonly job: string;
  readonly status: string;
  readonly failureReason?: string;
  readonly url?: string;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
}

/**
 * Show a run while it goes on: its log, its progress with a way to stop it, and how it ended.
 * @returns once a training job has ended or an endpoint answers
 * @throws AppError when it could not be started
 */
export async function watchRun(app: App, run: Run): Promise<Outcome> {
  const title = vscode.l10n.t('Running {0}', run.name);
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) =>
      new Promise<Outcome>((resolve, reject) => {
        const stopper = new Stopper(app, run.project, token);
        const tell = (next: Outcome, event: JobEvent) => {
          stopper.job = next.job;
          if (event.kind === 'status')
            progress.report({ message: event.message ?? event.secondaryStatus ?? event.status });
          if (next.url !== undefined) resolve(next);
        };
        pump(app, run, tell).then((last) => {
          // An endpoint has been reported as answering; that it fails later is told as well.
          if (last.url !== undefined && last.status === 'Failed') void tellOutcome(app, run.project, last);
          resolve(last);
        }, reject);
      }),
  );
  void tellOutcome(app, run.project, outcome);
  return outcome;
}

/** Take all events of a run to its end. */
async function pump(
  app: App,
  { project, events, name }: Run,
  tell: (outcome: Outcome, event: JobEvent) => void,
): Promise<Outcome> {
  let outcome: Outcome = { job: '', status: '', startedAt: Date.now() };
  let feed: Feed | undefined;
  const using = app.board.use();
  try {
    for await (const event of events) {
      feed ??= begin(app, { project, name }, event.job);
      feed.log.accept(event);
      outcome = next(outcome, event);
      tell(outcome, event);
    }
    return outcome;
  } finally {
    feed?.end();
    await app.board.refresh();
    using.dispose();
  }
}

function begin(app: App, { project, name }: Omit<Run, 'events'>, job: string): Feed {
  const feed = app.logs.feed(project.id, job);
  if (setting('openLogOnRun') === true) feed.log.show(true);
  app.log.info(`${name}: ${job} runs in ${project.uri.fsPath}`);
  return feed;
}

function next(outcome: Outcome, event: JobEvent): Outcome {
  if (event.kind === 'end') return { ...outcome, job: event.job, endedAt: event.at };
  if (event.kind !== 'status') return { ...outcome, job: event.job };
  const { job, status, failureReason, url } = event;
  return {
    ...outcome,
    job,
    status,
    ...(failureReason !== undefined && { failureReason }),
    ...(url !== undefined && { url }),
  };
}

/** Turns the progress' Cancel button into a stop, also where it was pressed before the job had a name. */
class Stopper {
  private name = '';
  private isWanted = false;

  constructor(
    private readonly app: App,
    private readonly project: Project,
    token: vscode.CancellationToken,
  ) {
    token.onCancellationRequested(() => {
      this.isWanted = true;
      this.stop();
    });
  }

  set job(name: string) {
    const isNew = this.name === '';
    this.name = name;
    if (isNew && this.isWanted) this.stop();
  }

  private stop(): void {
    if (this.name !== '') void guard(this.app.log, () => this.project.platform.stop(this.name));
  }
}

async function tellOutcome(app: App, project: Project, outcome: Outcome): Promise<void> {
  const { job, status, failureReason, url, startedAt, endedAt = Date.now() } = outcome;
  const ref: JobRef = { project: project.id, job };
  const openLog = step(vscode.l10n.t('Open Log'), 'sagemakerContainers.openLog', ref);
  if (status === 'Failed') {
    app.log.error(`${job} failed: ${failureReason ?? ''}`);
    const reason = failureReason === undefined ? vscode.l10n.t('no reason was given') : inLanguage(failureReason);
    await showError(vscode.l10n.t('{0} failed: {1}', job, reason), [openLog]);
  } else if (status === 'InService') {
    const copyUrl = step(vscode.l10n.t('Copy URL'), 'sagemakerContainers.copyEndpointUrl', ref);
    const invoke = step(vscode.l10n.t('Invoke'), 'sagemakerContainers.invokeFixture', ref);
    await showInformation(vscode.l10n.t('{0} answers at {1}', job, url ?? ''), [invoke, copyUrl, openLog]);
  } else if (status === 'Completed') {
    const reveal = step(vscode.l10n.t('Reveal Artifacts'), 'sagemakerContainers.revealArtifacts', ref);
    const time = durationText(endedAt - startedAt);
    await showInformation(vscode.l10n.t('{0} completed in {1}.', job, time), [openLog, reveal]);
  } else {
    await showInformation(vscode.l10n.t('{0} was stopped.', job), [openLog]);
  }
}
