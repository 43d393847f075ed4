import * as vscode from 'vscode';
import type { ConnectionEvent, JobEvent, LogEvent, StatusEvent } from '../../jobs/jobEvent';
import { inOneText } from '../../texts/translator';
import { inLanguage } from '../messages';

/** Lines reach the channel at most ten times a second, in milliseconds. */
const flushInterval = 100;
/** With more than this the editor becomes slow; then the oldest lines go, and so many of the newest stay. */
const most = { lines: 150_000, characters: 16 * 1024 * 1024, kept: 50_000 } as const;
/** Health checks go on for as long as an endpoint does: they are in a log of their own. */
const apart = 'ping';
/** Streams whose lines stand there as they are; those of others have their stream's name before them. */
const plainStreams: ReadonlySet<string> = new Set(['algo-1', 'AllTraffic']);

/** Which log is shown. */
export interface LogChoice {
  readonly title: string;
  /** The only stream to show; all of them when absent. */
  readonly stream?: string | undefined;
  /** Where lines are that the channel doesn't hold, a sentence. */
  readonly earlier: string;
}

/** The log of one job, or of one of its streams, while it is written. */
export class LiveLog implements vscode.Disposable {
  readonly title: string;
  private readonly channel: vscode.OutputChannel;
  private waiting: string[] = [];
  /** What the channel holds. */
  private shown: string[] = [];
  private characters = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly choice: LogChoice) {
    this.title = choice.title;
    this.channel = vscode.window.createOutputChannel(choice.title, 'log');
  }

  /** Take what happened: lines are shown, and what the job does now. */
  accept(event: JobEvent): void {
    if (event.kind === 'log') this.acceptLine(event);
    else if (event.kind === 'status' && this.choice.stream === undefined) this.add(statusLine(event));
    else if (event.kind === 'connection') this.add(`--- ${connectionText(event)}`);
  }

  show(preserveFocus: boolean): void {
    this.channel.show(preserveFocus);
  }

  /** Write what waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { waiting } = this;
    if (waiting.length === 0) return;
    this.waiting = [];
    const text = textOf(waiting);
    for (const line of waiting) this.shown.push(line);
    this.characters += text.length;
    if (this.shown.length > most.lines || this.characters > most.characters) this.shorten();
    else this.channel.append(text);
  }

  dispose(): void {
    this.flush();
    this.channel.dispose();
  }

  private acceptLine({ stream, line, isCut }: LogEvent): void {
    const wanted = this.choice.stream;
    if (wanted === undefined ? stream === apart : stream !== wanted) return;
    if (isCut) this.add(`--- ${this.choice.earlier}`);
    this.add(wanted !== undefined || plainStreams.has(stream) ? line : `[${stream}] ${line}`);
  }

  private shorten(): void {
    this.shown = newest(this.shown);
    const text = textOf([`--- ${this.choice.earlier}`, ...this.shown]);
    this.characters = text.length;
    this.channel.replace(text);
  }

  private add(line: string): void {
    this.waiting.push(line);
    this.timer ??= setTimeout(() => this.flush(), flushInterval);
  }
}

/** As many of the last lines as stay; fewer where they are very long. */
function newest(lines: readonly string[]): string[] {
  let characters = 0;
  let from = lines.length;
  while (from > 0 && lines.length - from < most.kept && characters < most.characters / 2) {
    from -= 1;
    characters += lines[from]?.length ?? 0;
  }
  return lines.slice(from);
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** Why nothing comes for now, or that it goes on where it was. */
export function connectionText({ online, message = '', action = '' }: ConnectionEvent): string {
  return online ? vscode.l10n.t('AWS answers again.') : inOneText(inLanguage(message), inLanguage(action));
}

function statusLine({ secondaryStatus, status, message, failureReason, url }: StatusEvent): string {
  const parts = [secondaryStatus ?? status, failureReason ?? message, url].filter((part) => part !== undefined);
  return `--- ${parts.join(': ')}`;
}
