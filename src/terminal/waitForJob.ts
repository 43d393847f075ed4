import type { JobEvent } from '../jobs/jobEvent';
import type { AwsChoice, Submitted } from '../jobs/submission';
import { exitCodes, type App } from './app';
import { placed } from './awsPlace';
import { onInterrupt } from './interrupt';
import { exitCodeOf } from './run';
import { jsonRenderer, textRenderer } from './textRenderer';

/** Kinds of definitions of which something runs once they are submitted. */
const runningKinds: ReadonlySet<string> = new Set([
  ...['training-job', 'processing-job', 'transform-job', 'tuning-job', 'endpoint'],
]);

/**
 * Show what happens to a job that was submitted until its end, and to an endpoint until it is in service. Ctrl-C ends the watching alone.
 * @returns the exit code that its outcome stands for
 */
export async function waitForJob(
  app: App,
  { kind, name, arn }: Submitted,
  { profile, region, json }: AwsChoice & { readonly json?: boolean },
): Promise<number> {
  if (!runningKinds.has(kind)) return exitCodes.ok;
  // Where it was sent, whatever the files say by now.
  const where = region ?? arn.split(':')[3] ?? '';
  const place = await placed(app, { region: where, ...(profile !== undefined && { profile }) });
  const render = json ? jsonRenderer(app) : textRenderer(app, process.cwd());
  const left = new AbortController();
  const interrupts = onInterrupt(app.err, () => {
    left.abort();
    return Promise.resolve();
  });
  let status = '';
  try {
    for await (const event of place.jobs.follow(arn, left.signal)) {
      if (event.kind === 'status') ({ status } = event);
      render(event);
      const busy = app.out.full() ?? app.err.full();
      if (busy) await busy;
      if (isInService(event)) return exitCodes.ok;
    }
  } finally {
    interrupts.dispose();
  }
  if (!left.signal.aborted) return exitCodeOf(status);
  const option = profile === undefined ? `--region ${where}` : `--profile ${profile} --region ${where}`;
  app.err.line(`${name} goes on without this terminal. Follow: sagemaker-containers logs -f ${name} ${option}`);
  return exitCodes.stopped;
}

function isInService(event: JobEvent): boolean {
  return event.kind === 'status' && event.status === 'InService';
}
