import type { JobEvent } from '../jobs/jobEvent';
import type { Finding, InvocationResult, Platform, StartRequest } from '../jobs/platform';
import { jobFiles } from './jobFiles';
import { cliLines, startDetached, type Cli } from './spawnCli';

/**
 * The local platform for an editor: every job runs in a process of its own, so that neither a chatty container slows the
 * editor down nor a closed window ends a job. What happens is read from the job's folder.
 */
export function createDetachedPlatform(cli: Cli): Platform {
  const files = jobFiles(cli.root);
  return {
    name: 'local',
    ...files,
    start: (request, signal) => start(cli, request, signal),
    invoke: async function* (fixtures, signal, engine) {
      const options = ['--json', ...(engine === undefined ? [] : ['--engine', engine])];
      for await (const line of cliLines(cli, ['invoke', ...options, ...fixtures], signal))
        yield line as InvocationResult;
    },
    doctor: async () => {
      const findings: Finding[] = [];
      for await (const line of cliLines(cli, ['doctor', '--json'], new AbortController().signal))
        findings.push(line as Finding);
      return findings;
    },
  };

  async function* start(
    place: Cli,
    { definition, engine, port }: StartRequest,
    signal: AbortSignal,
  ): AsyncGenerator<JobEvent> {
    const options = [
      ...(engine === undefined ? [] : ['--engine', engine]),
      ...(port === undefined ? [] : ['--port', String(port)]),
    ];
    const job = await startDetached(place, ['run', definition, ...options]);
    yield* files.follow(job, signal);
  }
}
