import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { AppError } from '../../contract/appError';
import { isActive } from '../../jobs/jobState';
import { pageOfAll } from '../../jobs/jobPage';
import type { Platform } from '../../jobs/platform';
import { abandoned, followJob, known } from './followJob';
import { jobFolder, logFile } from './jobFolder';
import { readJson } from '../../machine/jsonFile';
import { jobNames } from './jobFolders';
import { listJobs, readJob } from './jobList';
import { readMetrics } from './metricHistory';
import { requestStop } from './stopRequest';
import { watchJobs } from './watchJobs';

/** What any process can do with the jobs of a project, whoever runs them: it needs their files, and for a trace the endpoint's port. */
export type JobFiles = Pick<
  Platform,
  | 'follow'
  | 'describe'
  | 'metrics'
  | 'page'
  | 'list'
  | 'find'
  | 'lines'
  | 'watch'
  | 'stop'
  | 'remove'
  | 'logFile'
  | 'trace'
>;

/** The jobs below `.sagemaker` of a project's root folder. */
export function jobFiles(root: string): JobFiles {
  return {
    follow: (job, signal, options) => followJob({ root, name: job, ...options }, signal),
    describe: async (job) =>
      (await readJson(jobFolder(root, job).describe)) as Readonly<Record<string, unknown>> | undefined,
    metrics: async (job) => {
      await known(root, job);
      return readMetrics(jobFolder(root, job));
    },
    page: async (query = {}) => pageOfAll(await listJobs(root), query),
    list: () => listJobs(root),
    // A name that leads elsewhere is nobody's.
    find: async (job) => ((await jobNames(root)).includes(job) ? readJob(root, job) : undefined),
    lines: (job, stream, { last } = {}) => {
      const path = logFile(jobFolder(root, job), stream);
      const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
      return last === undefined ? lines : lastOf(lines, last);
    },
    watch: (changed) => watchJobs(root, changed),
    stop: async (job) => {
      const state = await known(root, job);
      if (!isActive(state.status))
        throw new AppError('job.ended', `${job} has ended already (${state.status}).`, 'There is nothing to stop.');
      if (state.orphaned) throw abandoned(job);
      await requestStop(jobFolder(root, job), state.status === 'Stopping' || state.status === 'Deleting');
    },
    remove: async (job) => {
      const state = await known(root, job);
      if (isActive(state.status) && !state.orphaned)
        throw new AppError(
          'job.running',
          `${job} is still running.`,
          `Stop it first: sagemaker-containers stop ${job}`,
        );
      await rm(jobFolder(root, job).path, { recursive: true, force: true });
    },
    trace: async (job, request, signal) => {
      const { traceEndpoint } = await import('../hosting/traceEndpoint');
      return traceEndpoint(await known(root, job), request, signal);
    },
    logFile: (job, stream) => logFile(jobFolder(root, job), stream),
  };
}

async function* lastOf(lines: AsyncIterable<string>, count: number): AsyncGenerator<string> {
  let kept: string[] = [];
  for await (const line of lines) {
    kept.push(line);
    // Not line by line: that would move all of them each time.
    if (kept.length > 2 * count) kept = kept.slice(-count);
  }
  yield* kept.slice(-count);
}
