import { resolve } from 'node:path';
import type { JobEvent } from '../jobs/jobEvent';
import { exitCodes, type App, type RunOptions } from './app';
import { onInterrupt } from './interrupt';
import { jsonRenderer, textRenderer } from './textRenderer';

/** `run DEFINITION`: run it here and show what happens until it ends; Ctrl-C stops it, a second one kills it. */
export async function run(app: App, file: string, options: RunOptions): Promise<number> {
  const definition = resolve(file);
  if (options.detach) return detached(app, definition, options);
  const { engine, port, containerProfile, json } = options;
  const request = {
    ...{ definition, engine },
    ...(port !== undefined && { port }),
    ...(containerProfile !== undefined && { containerProfile }),
  };
  return show(app, app.platform.start(request, new AbortController().signal), json ?? false);
}

/** `resume JOB`: take over a job whose owner is gone. */
export function resume(app: App, job: string, json: boolean): Promise<number> {
  return show(app, app.resume(job), json);
}

/** Show a job's events until its end. @returns the exit code that its outcome stands for */
async function show(app: App, events: AsyncIterable<JobEvent>, json: boolean): Promise<number> {
  const render = json ? jsonRenderer(app) : textRenderer(app, process.cwd());
  let job: string | undefined;
  let status = '';
  const interrupts = onInterrupt(app.err, async () => {
    if (job === undefined) process.exit(exitCodes.stopped);
    await app.platform.stop(job);
  });
  try {
    for await (const event of events) {
      if (job === undefined) {
        ({ job } = event);
        app.handshake({ job });
      }
      if (event.kind === 'status') ({ status } = event);
      render(event);
      const busy = app.out.full() ?? app.err.full();
      if (busy) await busy;
    }
  } finally {
    interrupts.dispose();
  }
  return exitCodeOf(status);
}

/** Phases in which the program of a job runs. */
const runningPhases: ReadonlySet<string> = new Set(['Training', 'Processing', 'Transforming']);

/** Start in a process of its own; a model's URL is waited for. */
async function detached(app: App, definition: string, options: RunOptions): Promise<number> {
  const { engine, port, containerProfile, json } = options;
  const job = await app.detach([
    'run',
    definition,
    '--engine',
    engine,
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(containerProfile === undefined ? [] : ['--container-profile', containerProfile]),
  ]);
  const watching = new AbortController();
  const render = json ? jsonRenderer(app) : textRenderer(app, process.cwd());
  for await (const event of app.platform.follow(job, watching.signal)) {
    if (event.kind === 'log') continue;
    if (event.kind === 'status' || json) render(event);
    const running =
      event.kind === 'status' && (event.url !== undefined || runningPhases.has(event.secondaryStatus ?? ''));
    if (running) break;
    if (event.kind === 'status' && event.failureReason !== undefined) return exitCodes.failed;
  }
  watching.abort();
  if (!json) {
    app.out.line(job);
    app.err.line(
      `It goes on without this terminal. Follow: sagemaker-containers logs -f ${job}. Stop: sagemaker-containers stop ${job}.`,
    );
  }
  return exitCodes.ok;
}

/** Exit code for the last status of a job or endpoint. */
export function exitCodeOf(status: string): number {
  if (status === 'Completed' || status === 'OutOfService') return exitCodes.ok;
  return status === 'Stopped' ? exitCodes.stopped : exitCodes.failed;
}
