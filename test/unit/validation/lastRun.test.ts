import assert from 'node:assert/strict';
import { metricHelp } from '../../../src/language/metricHelp';
import type { LanguageContext } from '../../../src/language/languageContext';
import { validateFile } from '../../../src/validation/files/validateFile';
import { matchLines } from '../../../src/validation/metrics/matchLines';
import { fakeFiles } from './fakeFiles';
import { algorithm, trainingJob } from './goodRequests';

const path = '/car/jobs/car.training-job.json';
const job = (name: string, state: object, log: string) => ({
  [`/car/.sagemaker/jobs/${name}/state.json`]: JSON.stringify({ definition: path, endedAt: 9, ...state }),
  [`/car/.sagemaker/jobs/${name}/logs/algo-1.log`]: log,
  [`/car/.sagemaker/jobs/${name}/logs/platform.log`]: 'loss=0.1\n',
});
const disk = {
  ...job('car-2026-01-02-03-04-05-006', { createdAt: 1 }, 'acc=9\n'),
  ...job('car-2026-01-02-03-04-07-006', { createdAt: 2 }, 'loss=0.9\r\nloss=0.5\nloss=none\n'),
  ...job('mine', { createdAt: 3, definition: '/car/other.training-job.json' }, 'acc=9\n'),
  ...job('running-2026-01-02-03-04-09-006', { createdAt: 4, endedAt: undefined }, 'acc=9\n'),
  '/car/.sagemaker/jobs/broken/state.json': '{',
  '/car/jobs/image/Dockerfile': '',
  '/car/jobs/data/a.csv': '',
};
const context = { files: fakeFiles(disk), style: 'posix', projectRootOf: () => '/car' } as const;

async function told(regex: string): Promise<readonly (readonly [severity: string, message: string])[]> {
  const metrics = { MetricDefinitions: [{ Name: 'loss', Regex: regex }] };
  const text = JSON.stringify({ ...trainingJob, AlgorithmSpecification: { ...algorithm, ...metrics } });
  const found = await validateFile({ path, text }, context);
  return found.filter(({ code }) => code === 'T64').map(({ severity, message }) => [severity, message]);
}

const hover = (regex: string, definition = path) =>
  metricHelp(
    ['AlgorithmSpecification', 'MetricDefinitions', 0, 'Regex'],
    regex,
    definition,
    context as unknown as LanguageContext,
  );

describe('metrics and the last local run', () => {
  it('are fine when the expression found a number', async () => {
    assert.deepEqual(await told('loss=(.*)'), []);
  });

  it('say so when it found none in the newest job of this definition that has ended (T64)', async () => {
    const found = await told('acc=(.*)');
    assert.deepEqual(
      found.map(([severity]) => severity),
      ['info'],
    );
    assert.match(String(found), /found no number in the log of car-2026-01-02-03-04-07-006/);
  });

  it('warn of an expression that never ends, without waiting for it', async () => {
    const evil = '(l*)*(o*)*(s*)*(a|a)*(a|aa)*x=(.*)';
    const lines = ['a'.repeat(5_000)];
    assert.equal(matchLines(evil, lines).isTooSlow, true);
    assert.equal(matchLines(evil, lines).isTooSlow, true);
    assert.deepEqual(matchLines('a(b)', lines), { values: [], line: '', isTooSlow: false });
  });

  it('are shown with what they found', () => {
    assert.match(hover('loss=(.*)') ?? '', /first 0\.9, last 0\.5, 2 in all[^]*loss=0\.5/);
    assert.match(hover('acc=(.*)') ?? '', /No number in the log of `car-2026-01-02-03-04-07-006`/);
    assert.match(hover('x', '/van/van.training-job.json') ?? '', /has not run/);
    assert.equal(metricHelp(['A', 'Regex'], 'x', path, context as unknown as LanguageContext), undefined);
  });
});
