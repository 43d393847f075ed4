import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ReadLine } from '../../../../src/aws/follow/followCalls';
import { LogSimulator, type SimulatedLine, type Storm } from './logSimulator';
import { followSimulated, randomOf, type Followed, type Restart } from './simulatedFollow';

/** What is drawn by lot of a job and of the weather. */
interface Scenario {
  readonly seed: number;
  readonly streams: number;
  readonly tokens: 'time' | 'arrival';
  readonly pageSize: number;
  /** Lines of the whole job. */
  readonly lines: number;
  /** How far clocks are apart, in milliseconds. */
  readonly skew: number;
  /** How many lines come up to half a minute after those that follow them. */
  readonly lateShare: number;
  readonly empty: number;
  readonly refused: number;
  readonly storms: readonly Storm[];
  /** When somebody begins to look. */
  readonly from: number;
}

const startAt = 30_000;
const endAt = 240_000;

const storm = fc.record({
  kind: fc.constantFrom('throttled' as const, 'unreachable' as const, 'expired' as const),
  from: fc.integer({ min: 0, max: endAt }),
  length: fc.integer({ min: 100, max: 30_000 }),
  share: fc.constantFrom(0.3, 0.8, 1),
});

const scenario: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
  streams: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 9, max: 50 })),
  tokens: fc.constantFrom('time' as const, 'arrival' as const),
  pageSize: fc.oneof(fc.integer({ min: 3, max: 60 }), fc.constant(1_000)),
  lines: fc.integer({ min: 1, max: 250 }),
  skew: fc.constantFrom(0, 2_000, 40_000),
  lateShare: fc.constantFrom(0, 0.3),
  empty: fc.constantFrom(0, 0.3),
  refused: fc.constantFrom(0, 0.1),
  storms: fc.array(
    storm.map(({ from, length, ...rest }) => ({ ...rest, from, to: from + length })),
    { maxLength: 4 },
  ),
  from: fc.constantFrom(0, 0, 120_000, endAt + 10_000, endAt + 600_000),
});

const restarts = fc.array(
  fc.record({
    step: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 600 })),
    pause: fc.constantFrom(0, 500, 20_000, 300_000),
  }),
  { minLength: 1, maxLength: 6 },
);

function simulated(given: Scenario): { readonly lines: readonly SimulatedLine[]; readonly simulator: LogSimulator } {
  const random = randomOf(given.seed);
  const streams = Array.from({ length: given.streams }, (_, index) => `job/algo-${String(index + 1)}-1700000000`);
  const lines = streams.flatMap((stream, index) => linesOf(stream, given, random, index));
  return { lines, simulator: new LogSimulator({ ...given, streams, lines, startAt, endAt, random }) };
}

/** A stream's agent sends batches one after the other; some are sent again later. */
function linesOf(stream: string, given: Scenario, random: () => number, index: number): readonly SimulatedLine[] {
  const count = Math.ceil(given.lines / given.streams);
  const skew = (random() - 0.5) * 2 * given.skew;
  const writtenAt = Array.from({ length: count }, () => startAt + random() * (endAt - startAt - 1_000)).sort(
    (one, other) => one - other,
  );
  let sentAt = 0;
  return writtenAt.map((written, line) => {
    sentAt = Math.max(sentAt, written + 500 + random() * 8_000);
    const late = random() < given.lateShare ? random() * 30_000 : 0;
    // Whole seconds for some, so that lines have the same time; some also have the same text.
    const at = Math.round((written + skew) / (index % 2 === 0 ? 1_000 : 1)) * (index % 2 === 0 ? 1_000 : 1);
    return {
      ...{ stream, at: Math.max(0, at), id: String(line).padStart(6, '0') + stream },
      text: line % 3 === 0 ? '.' : `line ${String(line)}`,
      visibleAt: Math.min(sentAt + late, Math.max(sentAt, endAt + 15_000)),
    };
  });
}

/** Whether a look through several streams may take several answers: what comes between them is found by the next look. */
function isSplit({ streams, pageSize, lines, storms }: Scenario): boolean {
  return pageSize <= lines + streams && (streams > 6 || storms.some(({ kind }) => kind === 'throttled'));
}

/** The same job, for somebody who may only describe it. */
function deniedLogs(simulator: LogSimulator): LogSimulator {
  const perform = simulator.perform.bind(simulator);
  simulator.perform = (call, now) =>
    call.kind === 'describe'
      ? perform(call, now)
      : { kind: 'failed', trouble: 'denied', error: new Error('logs are not for you') };
  return simulator;
}

/** A process that ends in the middle of a look back, which had a line to find that came late. */
const cutOff: [Scenario, Restart[]] = [
  {
    ...{ seed: 4, streams: 4, tokens: 'time', pageSize: 6, lines: 181, skew: 40_000, lateShare: 0.3, empty: 0 },
    ...{ refused: 0.1, storms: [], from: 0 },
  },
  [30, 575].map((step) => ({ step, pause: 0 })),
];

const live = fc.record({ share: fc.constantFrom(0.5, 1), session: fc.constantFrom(Infinity, 3_000, 20_000) });

const keyOf = ({ stream, at, text }: ReadLine) => `${stream} ${String(at)} ${text}`;

function assertWhole({ lines: told }: Followed, lines: readonly SimulatedLine[]): void {
  assert.deepEqual(told.map(({ line }) => keyOf(line)).sort(), lines.map(keyOf).sort());
}

/** Lines stand in the order of their times, but for those that are marked. */
function assertOrdered({ lines }: Followed): void {
  let newest = -Infinity;
  for (const { line, late } of lines) {
    assert.equal(late, line.at < newest, keyOf(line));
    newest = Math.max(newest, line.at);
  }
}

/** A stream of which nothing comes late is told in its own order. */
function assertStreamsKept({ lines: told }: Followed, lines: readonly SimulatedLine[]): void {
  for (const stream of new Set(lines.map((line) => line.stream))) {
    const own = told.filter(({ line }) => line.stream === stream).map(({ line }) => keyOf(line));
    assert.deepEqual(own, lines.filter((line) => line.stream === stream).map(keyOf));
  }
}

describe('a follower of a job on AWS', () => {
  it('tells each line once, in order, whatever happens on the way', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const { lines, simulator } = simulated(given);
        const followed = followSimulated(simulator, randomOf(given.seed + 1), { from: given.from });
        assertWhole(followed, lines);
        assertOrdered(followed);
        if (given.lateShare === 0 && !isSplit(given)) assertStreamsKept(followed, lines);
        const end = followed.told.at(-1)?.told;
        assert.ok(end && 'kind' in end && end.kind === 'end');
      }),
      { numRuns: Number(process.env['FOLLOW_RUNS'] ?? 40) },
    );
  });

  it('tells each line once that Live Tail brings, and those that it leaves out, over the ends of its sessions', () => {
    fc.assert(
      fc.property(scenario, restarts, live, (given, ends, { share, session }) => {
        const { lines, simulator } = simulated(given);
        const looking = { from: given.from, restarts: ends.slice(1), liveShare: share, liveSession: session };
        const followed = followSimulated(simulator, randomOf(given.seed + 1), looking);
        assertWhole(followed, lines);
        assertOrdered(followed);
      }),
      { numRuns: Number(process.env['FOLLOW_RUNS'] ?? 40) },
    );
  });

  it('tells each line once that is not older than was asked for, and no other', () => {
    fc.assert(
      fc.property(scenario, fc.double({ min: 0, max: 1, noNaN: true }), live, (given, part, { share, session }) => {
        const { lines, simulator } = simulated(given);
        const since = Math.round(startAt + part * (endAt - startAt));
        const looking = { from: given.from, since, liveShare: part < 0.5 ? 0 : share, liveSession: session };
        const followed = followSimulated(simulator, randomOf(given.seed + 1), looking);
        const wanted = lines.filter(({ at }) => at >= since);
        assertWhole(followed, wanted);
        assertOrdered(followed);
      }),
      { numRuns: Number(process.env['FOLLOW_RUNS'] ?? 40) },
    );
  });

  it('goes on where another one was whose process has ended, however often', () => {
    fc.assert(
      fc.property(scenario, restarts, (given, ends) => {
        const { lines, simulator } = simulated(given);
        const looking = { from: given.from, restarts: ends };
        const followed = followSimulated(simulator, randomOf(given.seed + 1), looking);
        assertWhole(followed, lines);
        assertOrdered(followed);
        const statuses = followed.told.flatMap(({ told }) =>
          'kind' in told && told.kind === 'status' ? [told.secondaryStatus] : [],
        );
        assert.deepEqual(statuses, ['Starting', 'Downloading', 'Training', 'Uploading', 'Completed']);
      }),
      { numRuns: Number(process.env['FOLLOW_RUNS'] ?? 40), examples: [cutOff] },
    );
  });

  it('says that it may not read logs, and goes on with statuses', () => {
    const [given] = fc.sample(scenario, { numRuns: 1, seed: 1 });
    assert.ok(given);
    const { told, lines } = followSimulated(deniedLogs(simulated(given).simulator), randomOf(1));
    assert.deepEqual(lines, []);
    const notes = told.flatMap(({ told: one }) => ('note' in one ? [one.note] : []));
    assert.deepEqual(notes.slice(0, 1), ['logs are not for you']);
    assert.equal(notes.filter((note) => note === 'logs are not for you').length, 1);
    const last = told.at(-1)?.told;
    assert.ok(last && 'kind' in last && last.kind === 'end');
  });
});
