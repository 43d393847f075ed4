import type { CheckEvent, CheckRequest } from '../jobs/containerCheck';
import type { JobEvent } from '../jobs/jobEvent';
import type { Finding, InvocationResult, Platform } from '../jobs/platform';
import type { TransformPreview } from '../jobs/transformPreview';
import { lateJobFiles } from './jobs/lateJobFiles';
import type { Cli } from './spawnCli';

/** Loaded with the first run: starting processes takes more of Node than the rest of the extension together. */
const spawning = () => import('./spawnCli');

/**
 * The local platform for an editor: every job runs in a process of its own, so that neither a chatty container slows the
 * editor down nor a closed window ends a job. What happens is read from the job's folder.
 */
export function createDetachedPlatform(cli: Cli): Platform {
  const files = lateJobFiles(cli.root);
  return {
    name: 'local',
    ...files,
    start: ({ definition, engine, port, containerProfile }, signal) => {
      const options = [
        ...(engine === undefined ? [] : ['--engine', engine]),
        ...(port === undefined ? [] : ['--port', String(port)]),
        ...(containerProfile === undefined ? [] : ['--container-profile', containerProfile]),
      ];
      return detached(['run', definition, ...options], signal);
    },
    resume: (job, signal) => detached(['resume', job], signal),
    invoke: async function* (fixtures, signal, engine, { trace = false } = {}) {
      const options = ['--json', ...(trace ? ['--trace'] : []), ...(engine === undefined ? [] : ['--engine', engine])];
      const { cliLines } = await spawning();
      for await (const line of cliLines(cli, ['invoke', ...options, ...fixtures], signal))
        yield line as InvocationResult;
    },
    preview: async function* (definition, { limit, bodies }, signal) {
      const options = [
        '--json',
        ...(limit === undefined ? [] : ['--limit', String(limit)]),
        ...(bodies ? ['--bodies'] : []),
      ];
      const { cliLines } = await spawning();
      for await (const line of cliLines(cli, ['preview', definition, ...options], signal))
        yield line as TransformPreview;
    },
    check: async function* (request, signal) {
      const { cliLines } = await spawning();
      // Much may be said before a check turns out to be impossible.
      const isEnd = (line: unknown) => (line as CheckEvent).kind === 'end';
      for await (const line of cliLines(cli, ['check', ...checkArguments(request), '--json'], signal, isEnd))
        yield line as CheckEvent;
    },
    doctor: async () => {
      const { cliLines } = await spawning();
      const findings: Finding[] = [];
      for await (const line of cliLines(cli, ['doctor', '--json'], new AbortController().signal))
        findings.push(line as Finding);
      return findings;
    },
  };

  async function* detached(args: readonly string[], signal: AbortSignal): AsyncGenerator<JobEvent> {
    const { startDetached } = await spawning();
    const job = await startDetached(cli, args);
    yield* files.follow(job, signal);
  }
}

function checkArguments({ target, uses, only, engine, patience, faults }: CheckRequest): readonly string[] {
  return [
    target,
    ...(uses === undefined ? [] : ['--for', uses.join(',')]),
    ...(only === undefined ? [] : ['--only', only.join(',')]),
    ...(engine === undefined ? [] : ['--engine', engine]),
    ...(patience === undefined ? [] : ['--patience', String(patience)]),
    ...(faults === true ? ['--faults'] : []),
  ];
}
