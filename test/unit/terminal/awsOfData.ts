import assert from 'node:assert/strict';
import type { JobState } from '../../../src/jobs/jobState';
import { pageOfAll } from '../../../src/jobs/jobPage';
import type { Jobs } from '../../../src/jobs/platform';
import type { Aws } from '../../../src/jobs/submission';

/** An AWS that nobody may ask. */
export const nobody: Aws = {
  whoami: async () => assert.fail('AWS was asked'),
  profiles: async () => assert.fail('AWS was asked'),
  watch: async () => assert.fail('AWS was asked'),
  connect: async () => assert.fail('AWS was asked'),
  jobs: async () => assert.fail('AWS was asked'),
  credentials: async () => assert.fail('AWS was asked'),
  prepareSubmit: async () => assert.fail('AWS was asked'),
};

/** What a place with these jobs, and no log lines, says of them. */
export function jobsOfData(jobs: readonly JobState[]): Pick<Jobs, 'page' | 'find' | 'lines'> {
  return {
    page: async (query = {}) => pageOfAll(jobs, query),
    find: async (job) => jobs.find(({ name }) => name === job),
    lines: () => ({ [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) }),
  };
}
