import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { lateAws } from '../src/lateAws';
import { Connection } from '../src/vscode/aws/connection';
import { noFilter } from '../src/vscode/jobFilter';
import { idOf } from '../src/vscode/views/explorerNode';
import { explorerRows, type ExplorerSources } from '../src/vscode/views/explorerRows';
import { interleaved, series, timed, type Benchmark } from './measure';

const jobs = 10_000;
const shown = 100;
const rounds = 20;
const mostMs = 300;
/** What all rows may take, in MB. */
const mostMegabytes = 40;

/** How soon the view of jobs shows the newest of many, and what all of them take. */
export const explorer: Benchmark = {
  name: 'explorer',
  title:
    'The newest 100 of 10 000 jobs of AWS as rows of the view, against the same answers by fetch alone; then all of them',
  run: async (bench) => {
    const server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    bench.afterwards(async () => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
    const environment = { AWS_ENDPOINT_URL: url, AWS_REGION: 'us-east-1' };
    const aws = lateAws({ root: bench.folder, environment: () => environment });
    const connected = async () => {
      const place = aws.connect({ region: 'us-east-1' });
      const connection = new Connection(
        { region: 'us-east-1' },
        () => place,
        () => noFilter,
        () => undefined,
      );
      await connection.open();
      return connection;
    };
    const pair = await interleaved(
      rounds,
      async () => {
        const connection = await connected();
        return timed(async () => {
          const rows = await rowsOf(connection);
          if (rows.length !== shown + 1) throw new Error(`${String(rows.length)} rows`);
        });
      },
      () => timed(() => fetchPages(url)),
    );
    const connection = await connected();
    const before = heapBytes();
    const all = await timed(() => readAll(connection));
    const rows = await rowsOf(connection);
    const megabytes = (heapBytes() - before) / 1e6;
    if (rows.length !== jobs) throw new Error(`${String(rows.length)} rows`);
    return [
      { name: 'first', goal: `at most ${String(mostMs)} ms`, met: pair.ours.median <= mostMs, unit: 'ms', ...pair },
      { name: 'all', goal: 'none: every job, read on page by page', met: true, unit: 'ms', ours: series([all]) },
      {
        ...{ name: 'memory', goal: `at most ${String(mostMegabytes)} MB`, met: megabytes <= mostMegabytes, unit: 'MB' },
        ours: series([megabytes]),
      },
    ];
  },
};

/** The rows of all training jobs that were read, with the ids that the editor gets. */
async function rowsOf(connection: Connection): Promise<readonly string[]> {
  const sources: ExplorerSources = {
    local: () => [],
    find: () => undefined,
    connections: () => [connection],
    pins: () => [],
    filter: () => noFilter,
  };
  const group = { row: 'awsGroup', connection: connection.id, kind: 'training-job' } as const;
  return (await explorerRows(sources, group)).map(idOf);
}

async function readAll(connection: Connection): Promise<void> {
  const list = connection.jobs('training-job');
  await list.open();
  while (list.next !== undefined) await list.more();
  if (list.problem) throw list.problem;
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** One page more than is shown: whether there is another is only known by it. */
async function fetchPages(url: string): Promise<void> {
  let NextToken: string | undefined;
  for (let page = 0; page < 2; page += 1) {
    const headers = { 'x-amz-target': 'SageMaker.ListTrainingJobs', 'content-type': 'application/x-amz-json-1.1' };
    const body = JSON.stringify({ MaxResults: 100, NextToken });
    const answered = await fetch(url, { method: 'POST', headers, body });
    ({ NextToken } = (await answered.json()) as { readonly NextToken?: string });
  }
}

const identity =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<Arn>arn:aws:iam::000000000000:user/bench</Arn><UserId>bench</UserId><Account>000000000000</Account>' +
  '</GetCallerIdentityResult></GetCallerIdentityResponse>';

/** As much of AWS as the view asks: who calls, and training jobs. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  if (request.headers['x-amz-target'] === undefined) {
    response.writeHead(200, { 'content-type': 'text/xml' }).end(identity);
    return;
  }
  const input = JSON.parse(body) as { NextToken?: string; CreationTimeBefore?: number };
  const newest =
    input.CreationTimeBefore === undefined ? jobs : Math.min(jobs, Math.ceil(input.CreationTimeBefore) - epoch);
  const start = input.NextToken === undefined ? newest - 1 : Number(input.NextToken);
  const summaries = Array.from({ length: Math.min(100, start + 1) }, (_, index) => summary(start - index));
  const next = start - summaries.length;
  response
    .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify({ TrainingJobSummaries: summaries, ...(next >= 0 && { NextToken: String(next) }) }));
}

/** Seconds since the Unix epoch; each job is created a second after the one before. */
const epoch = 1_700_000_000;

function summary(index: number): object {
  const name = `car-evaluation-2026-11-21-20-17-${String(index).padStart(5, '0')}`;
  return {
    TrainingJobName: name,
    TrainingJobArn: `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}`,
    CreationTime: epoch + index,
    TrainingEndTime: epoch + index + 300,
    LastModifiedTime: epoch + index + 300,
    TrainingJobStatus: index % 17 === 0 ? 'Failed' : 'Completed',
    SecondaryStatus: index % 17 === 0 ? 'Failed' : 'Completed',
  };
}
