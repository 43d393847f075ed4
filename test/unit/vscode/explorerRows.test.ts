import assert from 'node:assert/strict';
import { AppError } from '../../../src/contract/appError';
import type { JobState } from '../../../src/jobs/jobState';
import type { JobQuery, Jobs } from '../../../src/jobs/platform';
import type { Resources } from '../../../src/jobs/resources';
import type { AwsPlace } from '../../../src/jobs/submission';
import { Connection } from '../../../src/vscode/aws/connection';
import { noFilter, type JobFilter } from '../../../src/vscode/jobFilter';
import { idOf, type ExplorerNode } from '../../../src/vscode/views/explorerNode';
import { explorerRows, type ExplorerSources } from '../../../src/vscode/views/explorerRows';

const arnOf = (kind: string, name: string) => `arn:aws:sagemaker:eu-west-1:1:${kind}/${name}`;

function job(kind: JobState['kind'], name: string, more: Partial<JobState> = {}): JobState {
  return {
    ...{ name, kind, arn: arnOf(kind, name), status: 'Completed', engine: 'aws', createdAt: 1, endedAt: 2 },
    ...{ transitions: [], artifacts: [], streams: [], metrics: {} },
    ...more,
  };
}

/** An account with these jobs, as data. */
function place(jobs: readonly JobState[], asked: JobQuery[] = []): AwsPlace {
  const children = jobs.filter(({ kind }) => kind === 'training-job').slice(0, 1);
  const port: Partial<Jobs> = {
    name: 'aws',
    page: async (query = {}) => {
      asked.push(query);
      if (query.tuningJob !== undefined) return { jobs: children };
      return {
        jobs: jobs.filter(({ kind }) => kind === query.kind),
        ...(query.kind === 'training-job' && { next: 'on' }),
      };
    },
    find: async (arn) => jobs.find((one) => one.arn === arn),
  };
  const resources: Partial<Resources> = {
    page: async ({ kind }) => ({ resources: [{ kind, name: 'cars', arn: arnOf(kind, 'cars'), createdAt: 1 }] }),
    variants: async () => [{ name: 'AllTraffic', instances: 2, instanceType: 'ml.m5.large', weight: 1 }],
  };
  const identity = { account: '1', arn: 'arn:me', region: 'eu-west-1', regionFrom: '', way: '', partition: 'aws' };
  return { identity: { ...identity, endpoints: {} }, jobs: port as Jobs, resources: resources as Resources };
}

function connected(connect: () => Promise<AwsPlace>, filter: JobFilter = noFilter): Connection {
  return new Connection(
    { profile: 'p', region: 'eu-west-1' },
    connect,
    () => filter,
    () => undefined,
  );
}

function sourcesOf(connections: readonly Connection[], more: Partial<ExplorerSources> = {}): ExplorerSources {
  const project = { id: 'file:///here', platform: { name: 'local' } as Jobs };
  const local = [{ project, state: job('training-job', 'here', { engine: 'process' }) }];
  return {
    local: () => local,
    find: (ref) =>
      local.find(({ state }) => state.name === ref.job) ??
      connections.flatMap((connection) => {
        const state = connection.state(ref.job);
        return state ? [{ project: connection, state }] : [];
      })[0],
    connections: () => connections,
    pins: () => [],
    filter: () => noFilter,
    ...more,
  };
}

const shortOf = (node: ExplorerNode) => ('job' in node ? `${node.row} ${node.job.split('/').at(-1) ?? ''}` : node.row);
const rows = async (sources: ExplorerSources, node?: ExplorerNode) => (await explorerRows(sources, node)).map(shortOf);
const group = (connection: Connection, kind: 'training-job' | 'tuning-job' | 'endpoint' | 'model'): ExplorerNode => ({
  ...{ row: 'awsGroup', connection: connection.id, kind },
});

describe('the rows of the view of jobs', () => {
  it('are those of this machine alone while nothing is connected', async () => {
    assert.deepEqual(await rows(sourcesOf([])), ['job here']);
  });

  it('are places with a connection, and pinned jobs first', async () => {
    const aws = connected(async () => place([job('training-job', 'there')]));
    const pins = [
      { project: aws.id, job: arnOf('training-job', 'there') },
      { project: 'file:///here', job: 'here' },
      { project: 'aws:gone@eu-west-1', job: 'gone' },
    ];
    const sources = sourcesOf([aws], { pins: () => pins });
    assert.deepEqual(await rows(sources), ['pinned', 'machine', 'connection']);
    assert.deepEqual(await rows(sources, { row: 'machine' }), ['job here']);
    assert.deepEqual(await rows(sources, { row: 'pinned' }), ['job there', 'job here']);
  });

  it('go on behind the last one that was read, each with an id of its own wherever it stands', async () => {
    const jobs = [job('training-job', 'child'), job('training-job', 'other'), job('tuning-job', 'search')];
    const aws = connected(async () => place(jobs));
    const sources = sourcesOf([aws], { pins: () => [{ project: aws.id, job: arnOf('training-job', 'child') }] });
    await aws.look();
    assert.equal((await explorerRows(sources, { row: 'connection', connection: aws.id })).length, 8);
    assert.deepEqual(await rows(sources, group(aws, 'training-job')), ['job child', 'job other', 'more']);
    const [search] = await explorerRows(sources, group(aws, 'tuning-job'));
    const [children] = await explorerRows(sources, search);
    assert.equal(children?.row, 'children');
    const places = [
      ...(await explorerRows(sources, group(aws, 'training-job'))),
      ...(await explorerRows(sources, children)),
      ...(await explorerRows(sources, { row: 'pinned' })),
    ];
    assert.equal(places.filter((node) => shortOf(node) === 'job child').length, 3);
    assert.equal(new Set(places.map(idOf)).size, places.length);
  });

  it('tell the machines of an endpoint before all else', async () => {
    const aws = connected(async () => place([job('endpoint', 'cars', { status: 'InService' })]));
    const sources = sourcesOf([aws]);
    await aws.look();
    assert.equal(aws.costly().length, 1);
    const [endpoint] = await explorerRows(sources, group(aws, 'endpoint'));
    assert.deepEqual((await rows(sources, endpoint))[0], 'variant');
  });

  it('of resources are named, and lists that are empty say so', async () => {
    const aws = connected(async () => place([]));
    assert.deepEqual(await rows(sourcesOf([aws]), group(aws, 'model')), ['resource']);
    assert.deepEqual(await rows(sourcesOf([aws]), group(aws, 'tuning-job')), ['nothing']);
  });

  it('are narrowed here and on AWS', async () => {
    const filter = { text: 'car', status: 'Failed' };
    const asked: JobQuery[] = [];
    const aws = connected(async () => place([], asked), filter);
    const sources = sourcesOf([aws], { filter: () => filter });
    assert.deepEqual(await rows(sources, { row: 'machine' }), ['nothing']);
    await explorerRows(sources, group(aws, 'tuning-job'));
    assert.deepEqual(asked, [{ kind: 'tuning-job', nameContains: 'car', status: 'Failed' }]);
  });

  it('say what to do where nothing can be read, until it can', async () => {
    let isSignedIn = false;
    const aws = connected(async () => {
      if (!isSignedIn) throw new AppError('aws.signIn', 'Nobody is signed in.', 'Sign in: aws sso login.');
      return place([]);
    });
    const sources = sourcesOf([aws]);
    const node: ExplorerNode = { row: 'connection', connection: aws.id };
    assert.deepEqual(await rows(sources, node), ['waiting']);
    await aws.look();
    const [problem] = await explorerRows(sources, node);
    assert.deepEqual(problem, {
      ...{ row: 'problem', connection: aws.id, of: '', code: 'aws.signIn' },
      ...{ message: 'Nobody is signed in.', action: 'Sign in: aws sso login.' },
    });
    isSignedIn = true;
    await aws.refresh();
    assert.equal((await explorerRows(sources, node)).length, 8);
  });

  it('leave out what was pinned and is there no more, once AWS was asked', async () => {
    const jobs = [job('training-job', 'there')];
    const aws = connected(async () => place(jobs));
    const pins = ['there', 'deleted'].map((name) => ({ project: aws.id, job: arnOf('training-job', name) }));
    const sources = sourcesOf([aws], { pins: () => pins });
    assert.deepEqual(await rows(sources, { row: 'pinned' }), ['job there', 'job deleted']);
    await aws.look();
    assert.deepEqual(await rows(sources, { row: 'pinned' }), ['job there']);
    assert.equal(sources.find({ project: aws.id, job: arnOf('training-job', 'there') })?.state.name, 'there');
  });

  it('are told anew after a look at AWS only where something is other than before', async () => {
    const jobs = [job('training-job', 'there', { status: 'InProgress' })];
    let told = 0;
    const choice = { profile: 'p', region: 'eu-west-1' };
    const aws = new Connection(
      choice,
      async () => place(jobs),
      () => noFilter,
      () => (told += 1),
    );
    await explorerRows(sourcesOf([aws]), group(aws, 'training-job'));
    await aws.refresh();
    told = 0;
    await aws.refresh();
    assert.equal(told, 0);
    jobs[0] = job('training-job', 'there');
    await aws.refresh();
    assert.equal(told, 1);
  });

  it('are read again only where somebody has opened them', async () => {
    const asked: JobQuery[] = [];
    const aws = connected(async () => place([], asked));
    const sources = sourcesOf([aws]);
    await aws.look();
    await explorerRows(sources, group(aws, 'tuning-job'));
    // As the rows of groups do, to say how many there are.
    aws.group('training-job');
    asked.length = 0;
    await aws.refresh();
    assert.deepEqual(asked, [{ kind: 'endpoint' }, { kind: 'tuning-job' }]);
  });

  it('wait for nobody who gave up a question, until a person or the files of their profile ask again', async () => {
    let asked = 0;
    const aws = connected(async () => {
      asked += 1;
      if (asked === 1) throw new DOMException('Nobody answered.', 'AbortError');
      return place([]);
    });
    await aws.look();
    assert.equal(aws.isGivenUp, true);
    await aws.filesChanged([]);
    await aws.filesChanged(['another']);
    assert.equal(asked, 1);
    await aws.filesChanged(['p']);
    assert.equal(asked, 2);
    assert.equal(aws.problem, undefined);
    await aws.filesChanged([]);
    assert.equal(asked, 2);
  });
});
