import assert from 'node:assert/strict';
import { moved } from '../../../src/server/clock';

const hour = 3_600_000;

describe('a clock that is wrong', () => {
  const cases: readonly (readonly [what: string, members: object, expected: object])[] = [
    ['seconds of SageMaker', { CreationTime: 1_800_000_000.5 }, { CreationTime: 1_800_003_600.5 }],
    ['milliseconds of Logs', { timestamp: 1_800_000_000_000 }, { timestamp: 1_800_003_600_000 }],
    [
      'times in lists and objects',
      { events: [{ ingestionTime: 1_800_000_000_000 }], Job: { LastModifiedTime: 1_800_000_000 } },
      { events: [{ ingestionTime: 1_800_003_600_000 }], Job: { LastModifiedTime: 1_800_003_600 } },
    ],
    ['limits of a list', { CreationTimeAfter: 1_800_000_000 }, { CreationTimeAfter: 1_800_003_600 }],
    [
      'nothing that is no time',
      { TrainingTimeInSeconds: 2_000_000_000, MaxResults: 10, startTime: 0, Time: 'late' },
      { TrainingTimeInSeconds: 2_000_000_000, MaxResults: 10, startTime: 0, Time: 'late' },
    ],
  ];
  for (const [what, members, expected] of cases) {
    it(`moves ${what}`, () => assert.deepEqual(moved(members as Record<string, unknown>, hour), expected));
  }
});
