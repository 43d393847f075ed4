import * as vscode from 'vscode';
import type { ConnectionEvent, JobEvent, StatusEvent } from '../../jobs/jobEvent';
import { inOneText } from '../../texts/translator';
import { inLanguage } from '../messages';

/** Lines reach the channel at most ten times a second, in milliseconds. */
const flushInterval = 100;
/** A channel that holds more characters than this starts anew; the log file has all of it. */
const channelLimit = 32 * 1024 * 1024;
/** Health checks go on for as long as an endpoint does: they are in a log of their own. */
const apart = 'ping';
/** Streams whose lines stand there as they are; those of others have their stream's name before them. */
const plainStreams: ReadonlySet<string> = new Set(['algo-1', 'AllTraffic']);

/** The log of one job, or of one of its streams, while it is written. */
export class LiveLog implements vscode.Disposable {
  private readonly channel: vscode.OutputChannel;
  private waiting: string[] = [];
  private written = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param stream the only stream to show; all of them when absent */
  constructor(
    readonly title: string,
    private readonly stream?: string,
  ) {
    this.channel = vscode.window.createOutputChannel(title, 'log');
  }

  /** Take what happened: lines are shown, and what the job does now. */
  accept(event: JobEvent): void {
    if (event.kind === 'log' && this.stream === undefined && event.stream === apart) return;
    if (event.kind === 'log') {
      if (this.stream === undefined)
        this.add(plainStreams.has(event.stream) ? event.line : `[${event.stream}] ${event.line}`);
      else if (this.stream === event.stream) this.add(event.line);
    } else if (event.kind === 'status' && this.stream === undefined) {
      this.add(statusLine(event));
    } else if (event.kind === 'connection') {
      this.add(`--- ${connectionText(event)}`);
    }
  }

  show(preserveFocus: boolean): void {
    this.channel.show(preserveFocus);
  }

  /** Write what waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const text = `${this.waiting.join('\n')}\n`;
    this.waiting = [];
    this.written += text.length;
    if (this.written > channelLimit) {
      this.written = text.length;
      this.channel.replace(`${vscode.l10n.t('(Earlier lines are in the log file.)')}\n${text}`);
    } else {
      this.channel.append(text);
    }
  }

  dispose(): void {
    this.flush();
    this.channel.dispose();
  }

  private add(line: string): void {
    this.waiting.push(line);
    this.timer ??= setTimeout(() => this.flush(), flushInterval);
  }
}

/** Why nothing comes for now, and that it goes on where it was. */
export function connectionText({ online, message = '', action = '' }: ConnectionEvent): string {
  return online ? vscode.l10n.t('AWS answers again.') : inOneText(inLanguage(message), inLanguage(action));
}

function statusLine({ secondaryStatus, status, message, failureReason, url }: StatusEvent): string {
  const parts = [secondaryStatus ?? status, failureReason ?? message, url].filter((part) => part !== undefined);
  return `--- ${parts.join(': ')}`;
}
