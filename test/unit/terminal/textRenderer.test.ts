import assert from 'node:assert/strict';
import type { JobEvent } from '../../../src/jobs/jobEvent';
import { Printer } from '../../../src/terminal/printer';
import { bytes, isContainerStream, jsonRenderer, short, textRenderer } from '../../../src/terminal/textRenderer';
import { FakeStream } from './fakeStream';

type Untold<Event> = Event extends JobEvent ? Omit<Event, 'job' | 'at'> : never;
const at = new Date(2030, 0, 1, 14, 3, 59).getTime();

async function shown(...told: readonly Untold<JobEvent>[]): Promise<{ out: string[]; err: string[] }> {
  const streams = { out: new FakeStream(), err: new FakeStream() };
  const printers = { out: new Printer(streams.out), err: new Printer(streams.err) };
  const render = textRenderer(printers, '/p');
  for (const event of told) render({ job: 'car', at, ...event });
  await Promise.all([printers.out.end(), printers.err.end()]);
  const lines = ({ text }: FakeStream) => text.split('\n').slice(0, -1);
  return { out: lines(streams.out), err: lines(streams.err) };
}
const log = (stream: string, line: string): Untold<JobEvent> => ({ kind: 'log', stream, line });

describe('textRenderer', () => {
  it('puts what containers write on stdout and what is said about it on stderr', async () => {
    const both = await shown(
      log('platform', 'Running on Docker.'),
      log('build', 'Step 1/2'),
      log('ping', '200'),
      log('algo-1', 'epoch 1'),
      { kind: 'status', status: 'InProgress', secondaryStatus: 'Training', message: 'The program is running' },
    );
    assert.deepEqual(both.out, ['epoch 1']);
    assert.deepEqual(both.err, [
      '          Running on Docker.',
      'build | Step 1/2',
      '14:03:59  Training      The program is running',
    ]);
  });

  it('names the instance from the moment on when there are several', async () => {
    const { out } = await shown(log('algo-1', 'a'), log('algo-2', 'b'), log('algo-1', 'c'));
    assert.deepEqual(out, ['a', 'algo-2 | b', 'algo-1 | c']);
  });

  it('names the containers of a pipeline from the first line on', async () => {
    const { out } = await shown(log('container-1', 'a'), log('container-2', 'b'), log('container-1', 'c'));
    assert.deepEqual(out, ['container-1 | a', 'container-2 | b', 'container-1 | c']);
  });

  it('tells why a job failed on a line of its own', async () => {
    const { err } = await shown({
      ...{ kind: 'status', status: 'Failed', secondaryStatus: 'Failed' },
      failureReason: 'AlgorithmError: , exit code: 1',
    });
    assert.deepEqual(err, ['14:03:59  Failed', '          AlgorithmError: , exit code: 1']);
  });

  it('tells what a processing job had to say at its end', async () => {
    const { err } = await shown({ kind: 'status', status: 'Completed', exitMessage: '12 rows\n' });
    assert.deepEqual(err, ['14:03:59  Completed', '          Exit message: 12 rows']);
  });

  it('gives the URL of an endpoint on stdout and how it is called on stderr', async () => {
    const both = await shown({ kind: 'status', status: 'InService', url: 'http://127.0.0.1:81' });
    assert.deepEqual(both.out, ['http://127.0.0.1:81']);
    assert.deepEqual(both.err, ['14:03:59  InService', '          POST http://127.0.0.1:81/endpoints/car/invocations']);
  });

  it('tells where artifacts are, from here', async () => {
    const { err } = await shown({ kind: 'artifact', name: 'model.tar.gz', path: '/p/out/model.tar.gz', bytes: 1_234 });
    assert.deepEqual(err, ['          model.tar.gz  1.2 kB  out/model.tar.gz']);
  });

  it('says nothing about metrics and the end', async () => {
    const both = await shown({ kind: 'metric', name: 'loss', value: 1 }, { kind: 'end', describe: {} });
    assert.deepEqual(both, { out: [], err: [] });
  });
});

describe('jsonRenderer', () => {
  it('gives each event as one line', async () => {
    const stream = new FakeStream();
    const out = new Printer(stream);
    const event: JobEvent = { kind: 'log', job: 'car', at, stream: 'algo-1', source: 'stderr', line: 'a "b"\t\u2028' };
    jsonRenderer({ out })(event);
    await out.end();
    assert.equal(stream.text.split('\n').length, 2);
    assert.deepEqual(JSON.parse(stream.text), event);
  });
});

describe('bytes', () => {
  const table: readonly (readonly [count: number, text: string])[] = [
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [1_234_567, '1.2 MB'],
    [5_000_000_000, '5.0 GB'],
    [5_000_000_000_000, '5.0 TB'],
    [5_000_000_000_000_000, '5000.0 TB'],
  ];
  for (const [count, text] of table) it(`writes ${count} as ${text}`, () => assert.equal(bytes(count), text));
});

describe('short', () => {
  it('writes a path from here only where it lies below', () => {
    assert.equal(short('/p/a/b', '/p'), 'a/b');
    assert.equal(short('/q/b', '/p'), '/q/b');
  });
});

describe('isContainerStream', () => {
  it('knows our own streams', () => {
    for (const own of ['build', 'platform', 'ping']) assert.equal(isContainerStream(own), false);
    for (const stream of ['algo-1', 'AllTraffic']) assert.equal(isContainerStream(stream), true);
  });
});
