import { pass, unseen, warn, type ContainerRule } from '../containerRule';
import type { ProgramSeen } from '../programSeen';
import { time } from '../symptoms';

/** Seconds after which a first line may be one that was kept back. */
const leastLate = 1.2;
/** Seconds by which lines must be further apart where nothing is kept back. */
const leastGain = 0.5;

/** Seconds from the first line to the last one. A machine with much to do hands on both late, so it hardly changes. */
function spread({ log }: ProgramSeen): number {
  return (log.at(-1)?.at ?? 0) - (log[0]?.at ?? 0);
}

/** All that it wrote came late, and more or less at once. */
export function mayBeKeptBack(run: ProgramSeen): boolean {
  const first = run.log[0];
  return first !== undefined && run.log.length > 1 && first.at > leastLate && spread(run) < first.at * 0.7;
}

/** G18. */
export const buffering: ContainerRule = {
  id: 'G18',
  title: 'What it prints comes at once',
  seen: 'times of its lines, without a terminal; trained again with PYTHONUNBUFFERED=1 where they come late',
  why: 'Without a terminal Python keeps its output back: logs and metrics come minutes late, and those of a killed job not at all.',
  fix: 'Set ENV PYTHONUNBUFFERED=1, or print with flush=True.',
  uses: ['training'],
  judge: ({ training, noRuns }) => {
    const first = training?.plain.log[0];
    if (!training || !first) return unseen(noRuns ?? 'It wrote nothing.');
    const { plain, unbuffered } = training;
    const evidence = [`first line after ${time(first.at)} of ${time(plain.seconds)}`];
    const other = unbuffered?.log[0];
    if (!unbuffered || !other) {
      const isShort = plain.seconds < 1 || first.at > plain.seconds * 0.6;
      if (isShort) return unseen('It ended too soon for a difference to show.', evidence);
      return pass('Its lines came while it ran.', evidence);
    }
    const [together, apart] = [spread(plain), spread(unbuffered)];
    const told = [
      `first line after ${time(first.at)} of ${time(plain.seconds)}, the last one ${time(together)} later`,
      `with PYTHONUNBUFFERED=1 after ${time(other.at)} of ${time(unbuffered.seconds)}, the last one ${time(apart)} later`,
    ];
    if (apart - together > leastGain && together < apart * 0.5) return warn('Its output is kept back.', told);
    return pass('It writes no sooner with PYTHONUNBUFFERED=1.', told);
  },
};
