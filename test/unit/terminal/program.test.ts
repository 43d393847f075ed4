import assert from 'node:assert/strict';
import type { AppError } from '../../../src/contract/appError';
import type { JobEvent } from '../../../src/jobs/jobEvent';
import type { JobState } from '../../../src/jobs/jobState';
import type { MetricSample } from '../../../src/jobs/metricSample';
import type { InvocationResult } from '../../../src/jobs/platform';
import { terminal } from './terminalOfData';

const status = (one: string, more: object = {}): JobEvent => ({
  kind: 'status',
  job: 'car',
  at: 0,
  status: one,
  ...more,
});
const state: JobState = {
  ...{ name: 'car', kind: 'training-job', definition: '/p/car.training-job.json', status: 'Completed' },
  ...{ transitions: [], artifacts: [], streams: [], metrics: {}, engine: 'docker', createdAt: 0, endedAt: 1 },
};

describe('run', () => {
  for (const [last, code] of [
    ['Completed', 0],
    ['Failed', 1],
    ['Stopped', 3],
    ['OutOfService', 0],
  ] as const) {
    it(`ends with ${code} when the job is ${last}`, async () => {
      const events = [status('InProgress'), status(last), { kind: 'end', job: 'car', at: 1, describe: {} } as const];
      assert.equal((await terminal(['run', '/p/car.training-job.json'], { events })).code, code);
    });
  }

  it('hands engine and port on, and tells whoever detached it the name of the job once', async () => {
    const events = [status('Creating'), status('OutOfService')];
    const { asked } = await terminal(['run', '/p/a.model.json', '--engine', 'process', '--port', '8080'], { events });
    assert.deepEqual(asked, [
      { start: { definition: '/p/a.model.json', engine: 'process', port: 8080 } },
      { handshake: { job: 'car' } },
    ]);
  });

  it('gives one event a line with --json, and nothing else', async () => {
    const events = [status('InProgress'), status('Completed')];
    const { out, err } = await terminal(['run', '--json', '/p/a.training-job.json'], { events });
    assert.deepEqual(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
      events,
    );
    assert.equal(err, '');
  });

  it('returns with --detach as soon as the program runs', async () => {
    const events = [
      status('InProgress', { secondaryStatus: 'Starting' }),
      status('InProgress', { secondaryStatus: 'Training' }),
    ];
    const { code, out, err, asked } = await terminal(['run', '--detach', '/p/a.training-job.json'], { events });
    assert.equal(code, 0);
    assert.equal(out, 'car\n');
    assert.match(err, /logs -f car.*stop car/);
    assert.deepEqual(asked, [{ detach: ['run', '/p/a.training-job.json', '--engine', 'auto'] }]);
  });

  it('ends with 1 when a detached job fails before it runs', async () => {
    const events = [status('Failed', { failureReason: 'no image' })];
    assert.equal((await terminal(['run', '--detach', '/p/a.model.json'], { events })).code, 1);
  });
});

describe('usage', () => {
  for (const args of [
    ['nonsense'],
    ['run'],
    ['run', 'a.json', '--engine', 'podman'],
    ['run', 'a.json', '--port', 'x'],
    ['run', 'a.json', '--port', '65536'],
    ['run', 'a.json', '--unknown'],
    ['invoke'],
    ['logs'],
    ['stop'],
    ['metrics'],
    ['metrics', 'car', '--csv', '--json'],
  ]) {
    it(`ends with 2 for "${args.join(' ')}" and does nothing`, async () => {
      const quiet = process.stderr.write.bind(process.stderr);
      process.stderr.write = () => true;
      try {
        const { code, asked } = await terminal(args);
        assert.equal(code, 2);
        assert.deepEqual(asked, []);
      } finally {
        process.stderr.write = quiet;
      }
    });
  }

  it('takes another project', async () => {
    const { asked } = await terminal(['--project', '/other', 'jobs']);
    assert.deepEqual(asked, [{ project: '/other' }]);
  });
});

describe('invoke', () => {
  const result: InvocationResult = {
    ...{ fixture: '/p/a.invocation.json', passed: true, statusCode: 200, contentType: 'text/csv' },
    ...{ body: 'acc\n', milliseconds: 4.25, mismatches: [] },
  };
  const failed: InvocationResult = {
    ...result,
    passed: false,
    mismatches: [{ field: 'Body', expected: 'good', actual: 'acc' }],
  };

  it('shows each answer and ends with 0 when all are as expected', async () => {
    const { code, out } = await terminal(['invoke', '/p/a.invocation.json'], { results: [result] });
    assert.equal(code, 0);
    assert.match(out, /^pass {2}\S+ {2}200 {2}4\.3 ms {2}acc\n1 passed, 0 failed\n$/);
  });

  it('shows what differs and ends with 1', async () => {
    const { code, out } = await terminal(['invoke', '/p/a.invocation.json'], { results: [result, failed] });
    assert.equal(code, 1);
    assert.match(out, /FAIL .*\n {6}Body: expected "good"\n +got "acc"\n1 passed, 1 failed\n$/);
  });

  it('gives results as JSON, one a line', async () => {
    const { out } = await terminal(['invoke', '--json', '/p/a.invocation.json'], { results: [failed] });
    assert.deepEqual(JSON.parse(out), failed);
  });
});

describe('jobs', () => {
  it('says how to begin where nothing has run', async () => {
    const { code, out, err } = await terminal(['jobs']);
    assert.deepEqual([code, out], [0, '']);
    assert.match(err, /sagemaker-containers run FILE/);
  });

  it('lists jobs in columns, with the reason of those that failed and a mark on those without an owner', async () => {
    const jobs: JobState[] = [
      { ...state, name: 'cars', kind: 'endpoint', status: 'InService', url: 'http://127.0.0.1:1' },
      { ...state, name: 'lost', status: 'InProgress', secondaryStatus: 'Training', orphaned: true },
      { ...state, name: 'bad', status: 'Failed', failureReason: 'AlgorithmError: x\nsecond line' },
    ];
    const { out } = await terminal(['jobs'], { jobs });
    assert.deepEqual(out.split('\n'), [
      'NAME  KIND      STATUS                       CREATED (UTC)',
      'cars  endpoint  InService                    1970-01-01 00:00:00  http://127.0.0.1:1',
      'lost  training  InProgress (nobody runs it)  1970-01-01 00:00:00',
      'bad   training  Failed                       1970-01-01 00:00:00  AlgorithmError: x',
      '',
    ]);
  });

  it('gives states as JSON, one a line', async () => {
    const { out } = await terminal(['jobs', '--json'], { jobs: [state] });
    assert.deepEqual(JSON.parse(out), state);
  });
});

describe('commands on a job', () => {
  const unknown = { code: 'job.unknown', message: /"car"/ };

  for (const command of ['logs', 'stop']) {
    it(`${command} says that it doesn't know a job, and what to do`, async () => {
      await assert.rejects(terminal([command, 'car']), (error: AppError) => {
        assert.equal(error.code, unknown.code);
        assert.match(error.message, unknown.message);
        assert.match(error.action, /sagemaker-containers jobs/);
        return true;
      });
    });
  }

  it('guesses what was meant', async () => {
    const jobs = [{ ...state, name: 'car-2030-01-01' }];
    await assert.rejects(terminal(['logs', 'car'], { jobs }), { action: 'Did you mean car-2030-01-01?' });
  });

  it('stop asks the platform, and shows how it ends', async () => {
    const now = Date.now();
    const events = [status('InProgress'), { ...status('Stopped', { secondaryStatus: 'Stopped' }), at: now + 1_000 }];
    const { asked, err, code } = await terminal(['stop', 'car'], {
      jobs: [{ ...state, status: 'InProgress' }],
      events,
    });
    assert.deepEqual(asked, [{ stop: 'car' }]);
    assert.equal(err, 'Stopped\n');
    assert.equal(code, 0);
  });

  it('stop takes a job without an owner over to stop it', async () => {
    const jobs: JobState[] = [{ ...state, status: 'InProgress', orphaned: true }];
    const { asked } = await terminal(['stop', 'car'], { jobs, events: [status('Stopping'), status('Stopped')] });
    assert.deepEqual(asked, [{ resume: 'car' }, { stop: 'car' }]);
  });

  it('logs -f takes a job without an owner over, and says so', async () => {
    const jobs: JobState[] = [{ ...state, status: 'InProgress', orphaned: true }];
    const events: JobEvent[] = [
      { kind: 'log', job: 'car', at: 1, stream: 'algo-1', line: 'epoch 1' },
      { kind: 'log', job: 'car', at: 1, stream: 'platform', line: 'ours' },
      status('Completed'),
    ];
    const { asked, out, err } = await terminal(['logs', '-f', 'car'], { jobs, events });
    assert.deepEqual(asked, [{ resume: 'car' }]);
    assert.equal(out, 'epoch 1\n');
    assert.match(err, /taking it over/);
  });

  it('logs says which streams there are when it is asked for another', async () => {
    const jobs: JobState[] = [{ ...state, streams: ['platform', 'algo-1'] }];
    await assert.rejects(terminal(['logs', 'car', '--stream', 'algo-9'], { jobs }), {
      code: 'log.unknown',
      message: /car has no log stream "algo-9"/,
      action: 'Its streams are: platform, algo-1.',
    });
  });

  it('resume ends as the job does', async () => {
    assert.equal((await terminal(['resume', 'car'], { events: [status('Failed')] })).code, 1);
  });
});

describe('metrics', () => {
  const at = Date.UTC(2026, 0, 2);
  const samples: readonly MetricSample[] = [
    { name: 'loss', value: 0.1 + 0.2, at, host: 'algo-1' },
    { name: 'loss', value: 0.25, at, host: 'algo-1' },
  ];
  const describe = { AlgorithmSpecification: { MetricDefinitions: [{ Name: 'loss', Regex: 'loss=(.*)' }] } };

  it('sums up each metric', async () => {
    const { code, out } = await terminal(['metrics', 'car'], { jobs: [state], samples });
    assert.equal(code, 0);
    assert.equal(
      out,
      'JOB  METRIC  HOST    COUNT  FIRST  LAST  MIN   MAX\ncar  loss    algo-1  2      0.3    0.25  0.25  0.3\n',
    );
  });

  it('gives every sample as CSV or JSON, with all its digits', async () => {
    const { out } = await terminal(['metrics', 'car', '--csv'], { jobs: [state], samples });
    const rows = ['0.30000000000000004', '0.25'].map((value) => `car,loss,2026-01-02T00:00:00.000Z,${value},algo-1`);
    assert.equal(out, ['job,metric,timestamp,value,host', ...rows, ''].join('\r\n'));
    const json = await terminal(['metrics', 'car', '--json'], { jobs: [state], samples });
    assert.deepEqual(
      json.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
      samples.map((sample) => ({ job: 'car', ...sample })),
    );
  });

  it('follows, one sample a line', async () => {
    const events = samples.map((sample): JobEvent => ({ kind: 'metric', job: 'car', ...sample }));
    const known = { jobs: [{ ...state, status: 'InProgress' }], events };
    assert.match(
      (await terminal(['metrics', '-f', 'car'], known)).out,
      /^\d\d:\d\d:\d\d {2}car {2}algo-1 {2}loss {2}0\.3/,
    );
    assert.equal((await terminal(['metrics', '-f', '--csv', 'car'], known)).out.split('\r\n').length, 4);
  });

  for (const [title, known, said] of [
    ['has no definitions', { jobs: [state] }, /has no MetricDefinitions, such as/],
    ['said nothing', { jobs: [state], describe }, /said no metric\. No line .* matched: loss \(loss=\(\.\*\)\)/],
    ['has said nothing yet', { jobs: [{ ...state, status: 'InProgress' }], describe }, /no metric yet.*loss \(/],
    ['is no training job', { jobs: [{ ...state, kind: 'processing-job' as const }] }, /only training jobs have/],
  ] as const) {
    it(`tells of a job that ${title}`, async () => {
      const { code, out, err } = await terminal(['metrics', 'car'], known);
      assert.deepEqual([code, out], [0, '']);
      assert.match(err, said);
    });
  }
});

describe('clean and doctor', () => {
  it('clean tells what it removed', async () => {
    const { out, err, asked } = await terminal(['clean', '--ended'], { cleaned: ['container a of car'] });
    assert.equal(out, 'container a of car\n');
    assert.equal(err, 'Removed or settled: 1.\n');
    assert.deepEqual(asked, [{ clean: true }]);
    assert.equal((await terminal(['clean'])).err, 'Nothing was left behind.\n');
  });

  const engine = { name: 'Container engine', ok: false, detail: 'None answers.', action: 'Start Docker.' };
  const plain = { name: 'Process engine', ok: true, detail: 'Plain processes.' };

  it('doctor shows problems with what to do, and is content with one engine', async () => {
    const { code, out } = await terminal(['doctor'], { findings: [engine, plain] });
    assert.equal(code, 0);
    assert.equal(
      out,
      'problem  Container engine  None answers.\n                           Start Docker.\nok       Process engine    Plain processes.\n',
    );
  });

  it('doctor ends with 1 when nothing can run a job', async () => {
    assert.equal((await terminal(['doctor'], { findings: [engine] })).code, 1);
  });
});

describe('preview', () => {
  const sums = { kind: 'sums', files: 1, requests: 2, records: 3, bytes: 4, problems: 1 } as const;

  it('asks for ten requests without bodies, or what its options say, and ends with 1 when a file would fail', async () => {
    const text = await terminal(['preview', '/p/x'], { preview: [sums] });
    assert.deepEqual([text.code, text.asked], [1, [{ preview: '/p/x', options: { limit: 10, bodies: false } }]]);
    assert.match(text.out, /1 file, 2 requests, 3 records, 4 bytes, 1 file would fail/);
    const json = await terminal(['preview', '/p/x', '--limit', '0', '--bodies', '--json'], { preview: [sums] });
    assert.deepEqual(json.asked, [{ preview: '/p/x', options: { limit: 0, bodies: true } }]);
    assert.deepEqual(JSON.parse(json.out), sums);
  });
});
