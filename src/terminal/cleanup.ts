import { AppError } from '../contract/appError';
import type { CreatedResource } from '../jobs/resources';
import type { AwsChoice } from '../jobs/submission';
import { exitCodes, type App } from './app';
import { ask, canAsk } from './ask';
import { onInterrupt } from './interrupt';
import { alignedRows } from './table';

/** Options of `cleanup`. */
export interface CleanupFlags extends AwsChoice {
  readonly bucket?: string;
  readonly yes?: boolean;
}

/** `cleanup`: delete what submits have created, after it was listed and the person has said yes. */
export async function cleanup(app: App, { bucket, yes, ...choice }: CleanupFlags): Promise<number> {
  const cut = new AbortController();
  const interrupts = onInterrupt(app.err, () => {
    cut.abort();
    return Promise.resolve();
  });
  try {
    const { resources } = await app.aws.connect(choice);
    const { created, unseen } = await resources.created(bucket, cut.signal);
    for (const line of unseen) app.err.line(`Not looked at: ${line}`);
    if (created.length > 0) list(app, created);
    else app.err.line('Nothing that was submitted from here is left.');
    if (created.length === 0 || (yes !== true && !(await isConfirmed(app, created.length)))) return exitCodes.ok;
    for (const one of created) {
      const done = await resources.remove(one, cut.signal);
      app.err.line(`${done === 'stopped' ? 'Stopped' : 'Deleted'} ${one.kind} ${one.name}`);
    }
    return exitCodes.ok;
  } catch (error) {
    if (!cut.signal.aborted) throw error;
    app.err.line('Cut off. What was not deleted is listed by the next try.');
    return exitCodes.stopped;
  } finally {
    interrupts.dispose();
  }
}

function list(app: App, created: readonly CreatedResource[]): void {
  for (const row of alignedRows([['KIND', 'NAME', '', ''], ...created.map(rowOf)])) app.out.line(row);
}

function rowOf({ kind, name, detail, costs }: CreatedResource): readonly string[] {
  return [kind, name, costs ? 'costs money' : '', detail];
}

async function isConfirmed(app: App, count: number): Promise<boolean> {
  if (!canAsk()) {
    throw new AppError(
      'aws.confirm',
      'Nobody can be asked here whether to delete this.',
      'Add --yes to delete all that is listed.',
    );
  }
  await Promise.all([app.out.end(), app.err.end()]);
  return /^y(es)?$/i.test(await ask(`Delete ${count === 1 ? 'it' : `all ${String(count)}`} for good? [y/N] `));
}
