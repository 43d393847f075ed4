import { resolve } from 'node:path';
import { AppError } from '../contract/appError';
import type { AwsChoice, PreparedSubmit, SubmitEvent, Submitted } from '../jobs/submission';
import { submitRenderer } from '../jobs/submitText';
import { exitCodes, type App } from './app';
import { ask, canAsk, pick } from './ask';
import { onInterrupt } from './interrupt';
import { bytes } from './textRenderer';
import { waitForJob } from './waitForJob';

/** Options of `submit`. */
export interface SubmitFlags extends AwsChoice {
  readonly role?: string;
  readonly bucket?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly wait?: boolean;
  readonly json?: boolean;
}

/** `submit DEFINITION`: send it to AWS with all that it refers to, after the person has said yes. */
export async function submit(app: App, file: string, flags: SubmitFlags): Promise<number> {
  const { role, bucket, profile, region } = flags;
  const cut = new AbortController();
  const interrupts = onInterrupt(app.err, () => {
    cut.abort();
    return Promise.resolve();
  });
  let submitted: Submitted;
  try {
    const prepared = await app.aws.prepareSubmit(
      {
        definition: resolve(file),
        ...(role !== undefined && { role }),
        ...(bucket !== undefined && { bucket }),
        ...(profile !== undefined && { profile }),
        ...(region !== undefined && { region }),
        ...(canAsk() && { pickRole: (roles: readonly string[]) => pick('Which role?', roles) }),
      },
      cut.signal,
    );
    if (flags.dryRun) return dryRun(app, prepared, flags.json ?? false);
    if (!flags.yes && !(await isConfirmed(app, prepared))) return exitCodes.stopped;
    submitted = await perform(app, prepared, flags.json ?? false, cut.signal);
  } catch (error) {
    if (!cut.signal.aborted) throw error;
    app.err.line('Cut off. What was done so far is used by the next try.');
    return exitCodes.stopped;
  } finally {
    interrupts.dispose();
  }
  return flags.wait ? waitForJob(app, submitted, flags) : exitCodes.ok;
}

function dryRun(app: App, { lines, requests }: PreparedSubmit, json: boolean): number {
  if (json) {
    app.out.line(JSON.stringify({ kind: 'plan', lines, requests }));
    return exitCodes.ok;
  }
  for (const line of lines) app.err.line(line);
  for (const { operation, request } of requests) {
    app.err.line(operation);
    app.out.line(JSON.stringify(request, null, 2));
  }
  return exitCodes.ok;
}

async function isConfirmed(app: App, { lines }: PreparedSubmit): Promise<boolean> {
  for (const line of lines) app.err.line(line);
  if (!canAsk()) {
    throw new AppError(
      'aws.confirm',
      'Nobody can be asked here whether to submit this.',
      'Add --yes to submit it, or --dry-run to see the requests.',
    );
  }
  await app.err.end();
  return /^y(es)?$/i.test(await ask('Submit? [y/N] '));
}

async function perform(app: App, prepared: PreparedSubmit, json: boolean, signal: AbortSignal): Promise<Submitted> {
  const render: (event: SubmitEvent) => void = json
    ? (event) => {
        app.out.line(JSON.stringify(event));
      }
    : submitRenderer((line) => {
        app.err.line(line);
      }, bytes);
  const submitted = await prepared.perform(render, signal);
  if (!json) {
    app.out.line(submitted.name);
    app.err.line(submitted.arn);
  }
  return submitted;
}
