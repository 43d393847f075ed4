import { LogSimulator, type SimulatedLine } from '../test/unit/aws/follow/logSimulator';
import { followSimulated, randomOf } from '../test/unit/aws/follow/simulatedFollow';

/** A job whose instances write all the time, and how long the service takes to show their lines. Times are milliseconds. */
export interface Chatter {
  readonly streams: number;
  /** Shortest and longest time until a batch of lines is shown; of a stream they are shown in their order. */
  readonly shownAfter: readonly [number, number];
  /** Batches of which the lines are shown half a minute later than that, though not those behind them; from 0 to 1. */
  readonly lateShare: number;
}

/** What somebody who follows such a job sees of it. */
export interface Seen {
  /** From when the service shows a line until it is told, in milliseconds, sorted. */
  readonly delays: readonly number[];
  readonly requestsPerMinute: number;
  readonly lines: number;
  /** Lines that were not told, and that were told more than once. */
  readonly missing: number;
  readonly twice: number;
  /** Lines that stand behind newer ones, marked as such. */
  readonly late: number;
}

const startAt = 30_000;
const length = 600_000;
/** An agent sends what was written in so long a time as one batch. */
const batchEvery = 1_000;
const perBatch = 5;

/** Follow such a job in simulated time: the same on every machine, whatever else it does. */
export function followChatter(chatter: Chatter, seed: number): Seen {
  const random = randomOf(seed);
  const streams = Array.from({ length: chatter.streams }, (_, index) => `job/algo-${index + 1}-1700000000`);
  const lines = streams.flatMap((stream) => linesOf(stream, chatter, random));
  const simulator = new LogSimulator({
    ...{ streams, lines, startAt, endAt: startAt + length, tokens: 'time', pageSize: 10_000 },
    ...{ empty: 0, refused: 0, storms: [], random },
  });
  const followed = followSimulated(simulator, random);
  const shownAt = new Map(lines.map(({ stream, text, visibleAt }) => [`${stream} ${text}`, visibleAt]));
  const counts = new Map<string, number>();
  const delays: number[] = [];
  for (const { line, at } of followed.lines) {
    const key = `${line.stream} ${line.text}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    delays.push(at - (shownAt.get(key) ?? 0));
  }
  return {
    delays: delays.sort((one, other) => one - other),
    requestsPerMinute: simulator.calls.length / (followed.endedAt / 60_000),
    lines: lines.length,
    missing: lines.length - counts.size,
    twice: [...counts.values()].filter((count) => count > 1).length,
    late: followed.lines.filter(({ late }) => late).length,
  };
}

function linesOf(stream: string, { shownAfter, lateShare }: Chatter, random: () => number): readonly SimulatedLine[] {
  const [least, most] = shownAfter;
  const lines: SimulatedLine[] = [];
  let shownAt = 0;
  for (let from = startAt; from < startAt + length - batchEvery; from += batchEvery) {
    shownAt = Math.max(shownAt, from + batchEvery + least + random() * (most - least));
    const late = random() < lateShare ? 30_000 : 0;
    for (let index = 0; index < perBatch; index += 1) {
      const id = String(lines.length).padStart(6, '0');
      const at = from + Math.round((index * batchEvery) / perBatch);
      lines.push({ stream, at, id: id + stream, text: `line ${id}`, visibleAt: shownAt + late });
    }
  }
  return lines;
}
