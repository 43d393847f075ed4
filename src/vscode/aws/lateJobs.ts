import type { Jobs } from '../../jobs/platform';

/** Jobs of a place that is opened when it is first asked. */
export function lateJobs(open: () => Promise<Jobs>): Jobs {
  return {
    name: 'aws',
    page: async (query) => (await open()).page(query),
    find: async (job) => (await open()).find(job),
    describe: async (job) => (await open()).describe(job),
    metrics: async (job) => (await open()).metrics(job),
    stop: async (job) => (await open()).stop(job),
    lines: async function* (job, stream, part) {
      yield* (await open()).lines(job, stream, part);
    },
    follow: async function* (job, signal, options) {
      yield* (await open()).follow(job, signal, options);
    },
  };
}
