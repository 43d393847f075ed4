import { localArn } from '../../contract/resourceArn';
import { jsonService } from '../awsJson';
import { countOf, requiredText, textOf, type JsonObject, type JsonOperations } from '../jsonInput';
import type { Service } from '../service';
import { ServiceError } from '../serviceError';
import type { Surroundings } from '../surroundings';
import { filterEvents } from './filterEvents';
import { getEvents } from './getEvents';
import { liveTail } from './liveTail';
import { LogStreams, type LogGroup, type LogStream } from './logStreams';

const defaultPage = 50;

/** CloudWatch Logs over the log files of the local platform's jobs. */
export function logsService(surroundings: Surroundings): Service {
  const streams = new LogStreams(surroundings);
  return jsonService(logOperations(surroundings, streams), {
    StartLiveTail: (call, input) => liveTail(call, streams, input),
  });
}

function logOperations(surroundings: Surroundings, streams: LogStreams): JsonOperations {
  return {
    DescribeLogGroups: async (input) => {
      const prefix = textOf(input, 'logGroupNamePrefix') ?? '';
      const part = textOf(input, 'logGroupNamePattern') ?? '';
      const groups = (await streams.groups()).filter(({ name }) => name.startsWith(prefix) && name.includes(part));
      const { page, ...rest } = cut(groups, input);
      return { logGroups: page.map((group) => describeGroup(group, surroundings.region)), ...rest };
    },
    DescribeLogStreams: async (input) => {
      const group = await groupOf(streams, input);
      const all = sorted(await streams.streams(group, textOf(input, 'logStreamNamePrefix') ?? ''), input);
      const { page, ...rest } = cut(all, input);
      return { logStreams: page.map((stream) => describeStream(group, stream, surroundings.region)), ...rest };
    },
    GetLogEvents: async (input) => {
      const name = requiredText(input, 'logStreamName');
      const stream = (await streams.streams(await groupOf(streams, input), name)).find((one) => one.name === name);
      if (!stream) throw notFound('stream');
      return getEvents(stream.index, input);
    },
    FilterLogEvents: async (input) => {
      const names = input['logStreamNames'];
      const prefix = textOf(input, 'logStreamNamePrefix') ?? '';
      const all = await streams.streams(await groupOf(streams, input), prefix);
      const wanted = Array.isArray(names) ? all.filter(({ name }) => names.includes(name)) : all;
      if (Array.isArray(names) && wanted.length < names.length) throw notFound('stream');
      return filterEvents(wanted, input);
    },
  };
}

async function groupOf(streams: LogStreams, input: JsonObject): Promise<LogGroup> {
  const given = textOf(input, 'logGroupName') ?? requiredText(input, 'logGroupIdentifier');
  const name = given.replace(/^arn:.*?:log-group:/, '').replace(/:\*$/, '');
  const group = (await streams.groups()).find((one) => one.name === name);
  if (group) return group;
  throw notFound('group');
}

function notFound(what: 'group' | 'stream'): ServiceError {
  return new ServiceError('ResourceNotFoundException', `The specified log ${what} does not exist.`);
}

function cut<Item extends { readonly name: string }>(
  items: readonly Item[],
  input: JsonObject,
): { readonly page: readonly Item[]; readonly nextToken?: string } {
  const size = countOf(input, 'limit', 1, defaultPage) ?? defaultPage;
  const token = textOf(input, 'nextToken');
  const start = token === undefined ? 0 : items.findIndex(({ name }) => name === token) + 1;
  if (token !== undefined && start === 0) {
    throw new ServiceError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  return { page, ...(last && start + size < items.length && { nextToken: last.name }) };
}

function sorted(streams: readonly LogStream[], input: JsonObject): readonly LogStream[] {
  const byTime = textOf(input, 'orderBy') === 'LastEventTime';
  if (byTime && textOf(input, 'logStreamNamePrefix') !== undefined) {
    throw new ServiceError('InvalidParameterException', 'Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const last = ({ index }: LogStream) => index.timeOf(index.count - 1);
  const ascending = byTime ? [...streams].sort((one, other) => last(one) - last(other)) : streams;
  return input['descending'] === true ? [...ascending].reverse() : ascending;
}

function describeGroup({ name, createdAt }: LogGroup, region: string): JsonObject {
  const arn = localArn('logs', region, `log-group:${name}`);
  return {
    logGroupName: name,
    creationTime: createdAt,
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: 0,
  };
}

function describeStream(group: LogGroup, { name, createdAt, index }: LogStream, region: string): JsonObject {
  const times = {
    firstEventTimestamp: index.timeOf(0),
    lastEventTimestamp: index.timeOf(index.count - 1),
    lastIngestionTime: index.timeOf(index.count - 1),
  };
  return {
    logStreamName: name,
    creationTime: createdAt,
    ...(index.count > 0 && times),
    uploadSequenceToken: '1',
    arn: localArn('logs', region, `log-group:${group.name}:log-stream:${name}`),
    storedBytes: 0,
  };
}
