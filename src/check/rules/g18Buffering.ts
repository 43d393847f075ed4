import { pass, unseen, warn, type ContainerRule } from '../containerRule';
import { time } from '../symptoms';

/** Seconds by which lines must come earlier: a machine with much to do hands them on late by itself. */
const leastGain = 1;

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
    const told = [...evidence, `with PYTHONUNBUFFERED=1 after ${time(other.at)} of ${time(unbuffered.seconds)}`];
    // By its share of the time too: a busy machine makes both runs slower.
    const isEarlier =
      first.at - other.at > leastGain && other.at / unbuffered.seconds < (first.at / plain.seconds) * 0.7;
    return isEarlier ? warn('Its output is kept back.', told) : pass('It writes only at its end.', told);
  },
};
