import { setTimeout as sleep } from 'node:timers/promises';
import { StartLiveTailCommand, type LiveTailSessionLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { messageOf } from '../../contract/appError';
import { logGroupOf } from '../../contract/logGroups';
import { troubleOf } from '../awsError';
import type { AwsConnection } from './awsConnection';
import type { ReadLine } from './followCalls';
import type { Asked } from './performCall';
import { streamPrefix } from './streamNames';

/** What is said before a session begins. AWS's prices differ by region and change. */
export const liveTailPrice =
  'Live Tail costs money: AWS bills its minutes, about 0.01 USD each in us-east-1 after 1800 free ones a month (https://aws.amazon.com/cloudwatch/pricing). It ends with the job: after 3 hours a session is followed by the next.';

/** What a session brought since it was asked last. */
export interface Brought {
  readonly lines: readonly ReadLine[];
  /** A session has begun before these lines came: what the one before it has brought may come again. */
  readonly isAnew?: boolean;
  /** What there is to say about it, for people. */
  readonly notes: readonly string[];
}

/** A session that has lasted so long was no failure, whatever ended it; milliseconds. */
const worked = 60_000;

/**
 * Sessions of Live Tail: lines of a job soon after they are written, as far as the service doesn't leave some out. The service ends a
 * session after 3 hours, then the next one begins; where there is none to be had, following goes on without it.
 */
export class LiveTail {
  private lines: ReadLine[] = [];
  private notes: string[] = [];
  private readonly over = new AbortController();
  private beganAt: number | undefined;
  private isAnew = false;
  private arrived: (() => void) | undefined;

  /** @param account that the log group belongs to */
  constructor(
    private readonly connection: AwsConnection,
    private readonly job: Asked,
    private readonly account: string,
  ) {}

  /** Begin to listen, where that was not done. */
  begin(): void {
    if (this.beganAt !== undefined || this.over.signal.aborted) return;
    this.beganAt = Date.now();
    this.note(liveTailPrice);
    void this.listenOn();
  }

  /** Every minute of a session costs. */
  end(): void {
    if (this.over.signal.aborted) return;
    this.over.abort();
    if (this.beganAt === undefined) return;
    this.note(`Live Tail has ended after ${String(Math.ceil((Date.now() - this.beganAt) / 60_000))} min.`);
  }

  take(): Brought {
    const { lines, notes, isAnew } = this;
    this.lines = [];
    this.notes = [];
    this.isAnew = false;
    return { lines, notes, isAnew };
  }

  /** Wait for so many milliseconds, or until there is something to take. */
  async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.lines.length > 0) return;
    const cut = new AbortController();
    const leave = () => {
      cut.abort();
    };
    this.arrived = leave;
    signal.addEventListener('abort', leave, { once: true });
    try {
      await sleep(milliseconds, undefined, { signal: cut.signal }).catch(() => undefined);
    } finally {
      this.arrived = undefined;
      signal.removeEventListener('abort', leave);
    }
  }

  private async listenOn(): Promise<void> {
    while (!this.isOver()) {
      const beganAt = Date.now();
      const ended = await this.listen().then(
        () => ({ isOld: false, why: 'the service has closed it' }),
        (error: unknown) => ({ isOld: isTimeout(error), why: reasonOf(error) }),
      );
      if (this.isOver()) return;
      if (!ended.isOld && Date.now() - beganAt < worked) {
        this.goOnWithout(ended.why);
        return;
      }
      this.isAnew = true;
    }
  }

  private isOver(): boolean {
    return this.over.signal.aborted;
  }

  /** One session. @throws unknown what the service says of its end */
  private async listen(): Promise<void> {
    const { kind, name } = this.job;
    const { region, partition } = this.connection.context;
    const group = `arn:${partition.name}:logs:${region}:${this.account}:log-group:${logGroupOf(kind, name)}`;
    const prefix = streamPrefix(kind, name);
    const request = { logGroupIdentifiers: [group], ...(prefix !== '' && { logStreamNamePrefixes: [prefix] }) };
    const { logs } = this.connection.clients;
    const answer = await logs.send(new StartLiveTailCommand(request), { abortSignal: this.over.signal });
    for await (const { sessionUpdate } of answer.responseStream ?? []) {
      if (this.over.signal.aborted) return;
      this.bring((sessionUpdate?.sessionResults ?? []).map(lineOf));
    }
  }

  private bring(lines: readonly ReadLine[]): void {
    this.lines.push(...lines);
    if (lines.length > 0) this.arrived?.();
  }

  private goOnWithout(reason: string): void {
    this.over.abort();
    this.note(`Live Tail has ended: ${reason}. Lines are asked for every few seconds, as without it.`);
  }

  private note(text: string): void {
    this.notes.push(text);
    this.arrived?.();
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'SessionTimeoutException';
}

function reasonOf(error: unknown): string {
  const isDenied = troubleOf(error) === 'denied';
  return isDenied ? 'logs:StartLiveTail is not allowed' : messageOf(error);
}

function lineOf({ logStreamName = '', timestamp = 0, message = '' }: LiveTailSessionLogEvent): ReadLine {
  return { stream: logStreamName, at: timestamp, text: message };
}
