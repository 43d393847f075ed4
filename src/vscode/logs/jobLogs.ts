import * as vscode from 'vscode';
import type { ConnectionEvent } from '../../jobs/jobEvent';
import type { JobState } from '../../jobs/jobState';
import { isSignInCode } from '../aws/signInNeeded';
import { isRunning, refOf, type LocalJob } from '../jobBoard';
import type { KnownJob } from '../jobPlace';
import { isLocalJob } from '../knownJobs';
import { connectionText, LiveLog } from './liveLog';

/** Of what a job of AWS has written so far, the last lines of each instance are read: all that one answer holds. */
const lastLines = 10_000;
/** So many channels of jobs that have ended are kept. */
const keptChannels = 8;

/** The channel of a job, for whoever writes to it. */
export interface Feed {
  readonly log: LiveLog;
  readonly end: () => void;
}

interface Following {
  readonly log: LiveLog;
  readonly abort: AbortController;
  isOver: boolean;
}

interface Wanted {
  readonly stream: string | undefined;
  readonly liveTail: boolean;
}

interface Opening {
  readonly job: string;
  readonly stream?: string | undefined;
  readonly isLocal: boolean;
}

/** Logs of jobs: a channel that follows while a job runs, its log file once it has ended. */
export class JobLogs implements vscode.Disposable {
  private readonly channels = new Map<string, Following>();

  constructor(private readonly report: (error: unknown) => void) {}

  /** The channel of a job whose events the caller gets anyway; `end` must be called after the last of them. */
  feed(project: string, job: string): Feed {
    const following = this.open(keyOf(project, job), { job, isLocal: true });
    return { log: following.log, end: () => this.end(following) };
  }

  /**
   * Show the log of a job, or of one of its streams.
   * @param liveTail begin anew, and hear of lines as they are written; jobs of AWS only
   * @returns the channel's title, or the path of the file that was opened
   */
  async show(known: KnownJob, stream?: string, liveTail = false): Promise<string> {
    // What has ended on AWS has no file here: its lines are read again, to its end.
    if (isLocalJob(known) && !isRunning(known.state)) return openFile(known, stream);
    const { project } = known;
    const key = keyOf(project.id, refOf(known).job, stream);
    const open = this.channels.get(key);
    const following = open && !open.isOver && !liveTail ? open : this.follow(known, key, { stream, liveTail });
    following.log.show(false);
    return following.log.title;
  }

  /** Close the channels of a job that is no more. */
  forget(project: string, job: string): void {
    for (const [key, following] of this.channels) {
      if (key === keyOf(project, job) || key.startsWith(`${keyOf(project, job)}\n`)) this.close(key, following);
    }
  }

  dispose(): void {
    for (const [key, following] of this.channels) this.close(key, following);
  }

  private follow(known: KnownJob, key: string, { stream, liveTail }: Wanted): Following {
    const { project, state } = known;
    const isLocal = isLocalJob(known);
    const following = this.open(key, { job: state.name, stream, isLocal });
    const options = isLocal ? {} : { last: lastLines, liveTail };
    const events = project.platform.follow(refOf(known).job, following.abort.signal, options);
    void (async () => {
      for await (const event of events) {
        following.log.accept(event);
        if (event.kind === 'connection' && isSignInCode(event.code)) await askToSignIn(event, project.id);
      }
    })()
      .catch(this.report)
      .finally(() => this.end(following));
    return following;
  }

  private open(key: string, { job, stream, isLocal }: Opening): Following {
    const old = this.channels.get(key);
    if (old) this.close(key, old);
    const over = [...this.channels].filter(([, following]) => following.isOver);
    for (const [oldKey, following] of over.slice(0, Math.max(0, over.length - keptChannels + 1)))
      this.close(oldKey, following);
    const title = stream === undefined ? job : `${job} ${stream}`;
    const earlier = isLocal
      ? vscode.l10n.t('Earlier lines are in the log file.')
      : vscode.l10n.t(
          'Earlier lines are not shown here; "Save Whole Log" in the view of jobs writes all of them to a file.',
        );
    const following = {
      log: new LiveLog({ title, stream, earlier }),
      abort: new AbortController(),
      isOver: false,
    };
    this.channels.set(key, following);
    return following;
  }

  private end(following: Following): void {
    following.isOver = true;
    following.log.flush();
  }

  private close(key: string, { log, abort }: Following): void {
    abort.abort();
    log.dispose();
    this.channels.delete(key);
  }
}

/** The log goes on by itself once somebody has. */
async function askToSignIn(event: ConnectionEvent, connection: string): Promise<void> {
  const { offerSignIn } = await import('../aws/offerSignIn');
  offerSignIn(connectionText(event), { connection });
}

function keyOf(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n');
}

/** Log files are read-only in the editor by a setting's default in our manifest. */
async function openFile({ project, state }: LocalJob, stream = mainStream(state)): Promise<string> {
  const path = project.platform.logFile(state.name, stream);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: true });
  return path;
}

/** The stream that a person means who asks for "the log". */
function mainStream({ streams }: JobState): string {
  const wanted = ['algo-1', 'AllTraffic', 'build', 'platform'];
  return wanted.find((stream) => streams.includes(stream)) ?? streams[0] ?? 'platform';
}
