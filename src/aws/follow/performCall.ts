import {
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type CloudWatchLogsClient,
  type OutputLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import { logGroupOf } from '../../contract/logGroups';
import type { JobKind } from '../../jobs/jobState';
import type { AwsClients } from '../awsClients';
import { awsError, troubleOf, type Caller } from '../awsError';
import type {
  Answer,
  Call,
  Failed,
  FilterCall,
  Filtered,
  ReadLine,
  Streams,
  StreamsCall,
  WalkCall,
  Walked,
} from './followCalls';
import { jobCalls } from './jobCalls';
import { streamPrefix } from './streamNames';

/** Which job calls are about. */
export interface Asked {
  readonly kind: JobKind;
  readonly name: string;
}

/** Who asks, and through which clients. */
export interface Asking {
  readonly clients: Pick<AwsClients, 'following' | 'logs'>;
  readonly caller: Caller;
}

/** An answer of the service holds at most so much; each event counts for some bytes beside its text. */
const most = { events: 10_000, bytes: 1024 * 1024 * 0.95, perEvent: 26 } as const;

/** Ask AWS what a follower wants to know; a failure is an answer too. */
export async function performCall({ clients, caller }: Asking, job: Asked, call: Call): Promise<Answer> {
  try {
    switch (call.kind) {
      case 'describe':
        return { kind: 'described', described: await jobCalls[job.kind].describe(clients.following, job.name) };
      case 'streams':
        return await findStreams(clients.logs, job, call);
      case 'walk':
        return await walk(clients.logs, job, call);
      case 'filter':
        return await filter(clients.logs, job, call);
      default:
        return call satisfies never;
    }
  } catch (error) {
    return failed(error, call, caller);
  }
}

const operations = {
  ...{ describe: 'Describe', streams: 'DescribeLogStreams', walk: 'GetLogEvents', filter: 'FilterLogEvents' },
} as const;

function failed(error: unknown, call: Call, caller: Caller): Failed {
  const hasToken = 'token' in call || 'next' in call;
  const isToken = hasToken && error instanceof Error && error.name === 'InvalidParameterException';
  const trouble = isToken ? 'token' : troubleOf(error);
  return { kind: 'failed', trouble, error: awsError(error, operations[call.kind], caller) };
}

async function findStreams(logs: CloudWatchLogsClient, job: Asked, { next }: StreamsCall): Promise<Streams> {
  const prefix = streamPrefix(job.kind, job.name);
  const answer = await logs.send(
    new DescribeLogStreamsCommand({
      logGroupName: logGroupOf(job.kind, job.name),
      ...(prefix !== '' && { logStreamNamePrefix: prefix }),
      ...(next !== undefined && { nextToken: next }),
    }),
  );
  const names = (answer.logStreams ?? []).flatMap(({ logStreamName }) => logStreamName ?? []);
  return { kind: 'streams', names, ...(answer.nextToken !== undefined && { next: answer.nextToken }) };
}

async function walk(logs: CloudWatchLogsClient, job: Asked, call: WalkCall): Promise<Walked> {
  const { stream, token, startTime, last } = call;
  const answer = await logs.send(
    new GetLogEventsCommand({
      logGroupName: logGroupOf(job.kind, job.name),
      logStreamName: stream,
      startFromHead: last === undefined,
      ...(token !== undefined && { nextToken: token }),
      ...(startTime !== undefined && { startTime }),
      ...(last !== undefined && { limit: last }),
    }),
  );
  const events = answer.events ?? [];
  const bytes = events.reduce((sum, { message = '' }) => sum + message.length + most.perEvent, 0);
  const isFull = events.length >= most.events || bytes >= most.bytes;
  const isCut = last !== undefined && (isFull || events.length >= last);
  return {
    kind: 'walked',
    lines: events.map((event, index) => ({ ...lineOf(stream, event), ...(isCut && index === 0 && { isCut }) })),
    isFull,
    ...(answer.nextForwardToken !== undefined && { token: answer.nextForwardToken }),
  };
}

async function filter(logs: CloudWatchLogsClient, job: Asked, call: FilterCall): Promise<Filtered> {
  const prefix = streamPrefix(job.kind, job.name);
  const { startTime, streams, next } = call;
  const answer = await logs.send(
    new FilterLogEventsCommand({
      logGroupName: logGroupOf(job.kind, job.name),
      startTime,
      ...(streams && { logStreamNames: [...streams] }),
      ...(!streams && prefix !== '' && { logStreamNamePrefix: prefix }),
      ...(next !== undefined && { nextToken: next }),
    }),
  );
  const lines = (answer.events ?? []).map((event) => ({
    ...lineOf(event.logStreamName ?? '', event),
    ...(event.eventId !== undefined && { id: event.eventId }),
  }));
  return { kind: 'filtered', lines, ...(answer.nextToken !== undefined && { next: answer.nextToken }) };
}

function lineOf(stream: string, { timestamp = 0, message = '' }: OutputLogEvent): ReadLine {
  return { stream, at: timestamp, text: message };
}
