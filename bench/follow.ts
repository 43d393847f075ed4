import { join } from 'node:path';
import { lateAws } from '../src/lateAws';
import { spawnServer } from '../src/local/spawnServer';
import { KeptJob } from '../test/machine/keptJob';
import { followChatter, type Chatter, type Seen } from './followedJobs';
import { interleaved, series, type BenchRun, type Benchmark, type Measure } from './measure';
import { builtProgram } from './repository';

/** A job in simulated time, and what following it may take. */
interface Case {
  readonly name: string;
  readonly chatter: Chatter;
  /** How long a round of reading pauses, in milliseconds. */
  readonly interval: number;
  /** Longest median of the delay that the follower adds, in milliseconds. */
  readonly mostDelay: number;
  readonly mostRequests: number;
}

/** The most that AWS is asked for its lines while nothing is to be waited for: rounds of reading, each stream once. */
const cases: readonly Case[] = [
  {
    ...{ name: '1 stream', interval: 1_000, mostDelay: 1_100, mostRequests: 60 },
    chatter: { streams: 1, shownAfter: [1_000, 4_000], lateShare: 0 },
  },
  {
    ...{ name: '4 streams', interval: 2_000, mostDelay: 3_000, mostRequests: 130 },
    chatter: { streams: 4, shownAfter: [1_000, 12_000], lateShare: 0 },
  },
  {
    ...{ name: '4 streams, 3 % late', interval: 2_000, mostDelay: 3_000, mostRequests: 130 },
    chatter: { streams: 4, shownAfter: [1_000, 4_000], lateShare: 0.03 },
  },
  {
    ...{ name: '16 streams', interval: 2_000, mostDelay: 3_200, mostRequests: 40 },
    chatter: { streams: 16, shownAfter: [1_000, 8_000], lateShare: 0 },
  },
];

const seeds = [1, 2, 3, 4, 5];
const lineCount = 300_000;
const rounds = 3;
/** What four full answers a second hold. */
const leastLinesPerSecond = 20_000;

/** What following a job of AWS adds to the service's own delay, what it asks, and how fast it reads. */
export const follow: Benchmark = {
  name: 'follow',
  title:
    'Following a job: delay and requests in simulated time against the pause between two rounds; a long log from the local endpoint, against the same answers by fetch alone',
  run: async (bench) => [...cases.flatMap(simulated), await reading(bench)],
};

function simulated({ name, chatter, interval, mostDelay, mostRequests }: Case): readonly Measure[] {
  const seen = seeds.map((seed) => followChatter(chatter, seed));
  const wrong = seen.reduce((sum, { missing, twice }) => sum + missing + twice, 0);
  const middle = series(seen.map(({ delays }) => at(delays, 0.5)));
  const asked = series(seen.map(({ requestsPerMinute }) => requestsPerMinute));
  const facts = {
    delay95: Math.round(series(seen.map(({ delays }) => at(delays, 0.95))).median),
    lines: sum(seen, 'lines'),
    missing: sum(seen, 'missing'),
    twice: sum(seen, 'twice'),
    late: sum(seen, 'late'),
  };
  return [
    {
      ...{ name: `${name}: delay`, goal: `at most ${String(mostDelay)} ms, each line once`, unit: 'ms' },
      ...{ met: middle.median <= mostDelay && wrong === 0, ours: middle, yardstick: series([interval]), facts },
    },
    {
      ...{ name: `${name}: requests`, goal: `at most ${String(mostRequests)} a minute`, unit: '/min' },
      ...{ met: asked.median <= mostRequests, ours: asked },
    },
  ];
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
}

function sum(all: readonly Seen[], what: 'lines' | 'missing' | 'twice' | 'late'): number {
  return all.reduce((total, seen) => total + seen[what], 0);
}

/** The whole log of a job that has ended, through the client that people use. */
async function reading(bench: BenchRun): Promise<Measure> {
  const root = join(bench.folder, 'project');
  const job = new KeptJob(root, 'car', Date.now() - 1_800_000);
  job.write(Array.from({ length: lineCount }, (_, index) => `${String(index).padStart(7, '0')} ${'.'.repeat(71)}`));
  const server = await spawnServer({ program: builtProgram(), root, environment: () => ({}) }, ['--port', '0']);
  bench.afterwards(() => server.stop());
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
  const environment = { AWS_ENDPOINT_URL: server.url, AWS_REGION: 'us-east-1' };
  const jobs = await lateAws({ root: bench.folder, environment: () => environment }).jobs({ region: 'us-east-1' });
  bench.say(`reading ${String(lineCount)} lines, ${String(rounds)} times`);
  const ours = async () => {
    let [count, firstAt] = [0, 0];
    for await (const event of jobs.follow('car', new AbortController().signal)) {
      if (event.kind !== 'log' || event.stream !== 'algo-1') continue;
      firstAt ||= performance.now();
      count += 1;
    }
    if (count !== lineCount) throw new Error(`${String(count)} lines`);
    return lineCount / ((performance.now() - firstAt) / 1000);
  };
  const pair = await interleaved(rounds, ours, () => fetchPages(server.url));
  const goal = `at least ${String(leastLinesPerSecond)} lines/s; 4 requests/s are asked at most`;
  return { name: 'reading', goal, met: pair.ours.median >= leastLinesPerSecond, unit: 'lines/s', ...pair };
}

/** The same answers of GetLogEvents one behind the other, without a pause. @returns lines a second */
async function fetchPages(url: string): Promise<number> {
  const ask = async (operation: string, input: object) => {
    const headers = { 'x-amz-target': `Logs_20140328.${operation}`, 'content-type': 'application/x-amz-json-1.1' };
    const answered = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
    return (await answered.json()) as Readonly<Record<string, unknown>>;
  };
  const logGroupName = '/aws/sagemaker/TrainingJobs';
  const { logStreams } = await ask('DescribeLogStreams', { logGroupName });
  const [stream] = logStreams as readonly { readonly logStreamName: string }[];
  const started = performance.now();
  let count = 0;
  let nextToken: unknown;
  for (;;) {
    const input = { logGroupName, logStreamName: stream?.logStreamName, startFromHead: true, nextToken };
    const page = await ask('GetLogEvents', input);
    count += (page['events'] as readonly unknown[]).length;
    if (page['nextForwardToken'] === nextToken) break;
    nextToken = page['nextForwardToken'];
  }
  if (count !== lineCount) throw new Error(`${String(count)} lines`);
  return lineCount / ((performance.now() - started) / 1000);
}
