import { metricReader } from '../../jobs/metricReader';
import type { TrainingSeen } from '../programSeen';
import { notFor, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { isGood, lastLines } from '../symptoms';

/** T64. */
export const metrics: ContainerRule = {
  id: 'T64',
  title: 'What it prints holds the metrics of the job',
  seen: 'MetricDefinitions of the definition, looked for in the log',
  why: 'The platform finds metrics by regular expressions in the log. One that fits nothing gives an empty chart, and a tuning job nothing to aim at.',
  fix: 'Print name=value in a line of its own, with a number, and put the number into the first group: "loss=([0-9.]+)".',
  uses: ['training'],
  judge: ({ training, noRuns }) => {
    if (!training) return unseen(noRuns ?? 'It was not trained.');
    const { plain, metrics: wanted = [] } = training;
    if (wanted.length === 0) return notFor('The definition has no MetricDefinitions.');
    if (!isGood(plain)) return unseen('It does not train to its end.');
    const read = metricReader(wanted);
    const found = new Set(plain.log.flatMap(({ text }) => read(text)).map(({ name }) => name));
    if (found.size === 0 && hasNotTrained(training)) return unseen('It left no model: it has not trained.');
    const missing = wanted.filter(({ Name: name = '' }) => !found.has(name));
    const [first] = missing;
    if (!first) return pass('Each was found in its log.', [...found]);
    const expressions = missing.map(({ Name: name = '', Regex: regex = '' }) => `${name}: ${regex}`);
    return warn(`Nothing that it printed is a value of ${first.Name ?? ''}.`, [
      ...expressions,
      ...lastLines(plain.log, 3),
    ]);
  },
};

/** It ended well and left nothing, for whatever reason another rule tells: nobody can say which metrics it has when it trains. */
function hasNotTrained({ plain }: TrainingSeen): boolean {
  return plain.modelFiles === 0;
}
