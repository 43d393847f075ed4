import assert from 'node:assert/strict';
import { sinceTime } from '../../../src/terminal/sinceTime';

const now = Date.UTC(2026, 0, 31, 14);

describe('sinceTime', () => {
  const times: Readonly<Record<string, string>> = {
    '90s': '2026-01-31T13:58:30.000Z',
    '10m': '2026-01-31T13:50:00.000Z',
    '2h': '2026-01-31T12:00:00.000Z',
    '1d': '2026-01-30T14:00:00.000Z',
    '1w': '2026-01-24T14:00:00.000Z',
    '2026-01-31T13:00:00Z': '2026-01-31T13:00:00.000Z',
    '2026-01-31T13:00': '2026-01-31T13:00:00.000Z',
    '2026-01-31T13:00:00.5+02:00': '2026-01-31T11:00:00.500Z',
    '2026-01-31': '2026-01-31T00:00:00.000Z',
  };
  for (const [text, time] of Object.entries(times)) {
    it(text, () => assert.equal(new Date(sinceTime(text, now)).toISOString(), time));
  }

  for (const text of [
    '',
    '10',
    'm',
    '-5m',
    '5 m',
    '10y',
    '1.5h',
    'yesterday',
    '2026-13-01',
    '2026-01-31T25:00',
    '31.1.2026',
  ]) {
    it(`refuses "${text}"`, () => assert.throws(() => sinceTime(text, now), { name: 'InvalidArgumentError' }));
  }
});
