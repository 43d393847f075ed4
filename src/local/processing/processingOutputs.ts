import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, messageOf } from '../../contract/appError';
import type { ContainerSpec } from '../../contract/containerSpec';
import { exitMessageBytes, exitMessageOf, type ExitMessage } from '../../contract/exitMessage';
import { exitMessageFile, processingPaths } from '../../contract/processingPaths';
import type { ProcessingOutputPlan, ProcessingPlan } from '../../definitions/plan';
import { copyAllFiles, type CopiedFiles } from '../containers/copyFiles';
import type { JobRun } from '../containers/jobRun';
import { outputFolders, readBeginning } from '../containers/outputFolders';

/** Continuous outputs are looked at this often, in milliseconds, and not for more than a third of the time. */
const lookInterval = 1_000;

/** Copy what the containers left to the folders of the request, also when they failed; several instances share one (P5). */
export async function keepProcessingOutputs(
  run: JobRun<ProcessingPlan>,
  specs: readonly ContainerSpec[],
): Promise<void> {
  for (const [index, output] of run.plan.outputs.entries()) {
    const place = placeOf(run, output, index);
    let files: CopiedFiles;
    try {
      await mkdir(place, { recursive: true });
      files = await copyAllFiles(outputFolders(specs, output.target), place, 'all');
    } catch (cause) {
      if (['ENOSPC', 'EDQUOT'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
      throw new AppError(
        'output.copy',
        `The output ${output.name} could not be copied to ${place}: ${messageOf(cause)}.`,
        `Check that the folder is yours; what the program wrote is in ${run.folder.path}.`,
        { cause },
      );
    }
    const bytes = [...files.values()].reduce((sum, size) => sum + size, 0);
    await run.recorder.artifact({ name: output.name, path: place, bytes });
  }
}

/** Copy new and changed files of Continuous outputs while the program runs, where the engine shows them in time. */
export async function mirrorContinuousOutputs(
  run: JobRun<ProcessingPlan>,
  specs: readonly ContainerSpec[],
  ended: AbortSignal,
): Promise<void> {
  const outputs = [...run.plan.outputs.entries()].filter(([, { continuous }]) => continuous);
  if (outputs.length === 0 || !run.engine.liveOutputs) return;
  let wait = lookInterval;
  while (await pause(wait, ended)) {
    const started = performance.now();
    try {
      for (const [index, output] of outputs)
        await copyAllFiles(outputFolders(specs, output.target), placeOf(run, output, index), 'changed');
    } catch (error) {
      run.recorder.note(
        `Continuous upload has ended: ${messageOf(error)}. It is tried again when the program has ended.`,
      );
      return;
    }
    wait = Math.max(lookInterval, 2 * (performance.now() - started));
  }
}

/** What the containers wrote to `/opt/ml/output/message` (P8). */
export async function readExitMessage(specs: readonly ContainerSpec[]): Promise<ExitMessage> {
  const folders = outputFolders(specs, processingPaths.output);
  // A byte more than counts tells a longer message from one that ends in the middle of a character.
  const parts = await Promise.all(
    folders.map((folder) => readBeginning(join(folder, exitMessageFile), exitMessageBytes + 1)),
  );
  return exitMessageOf(parts.filter((part) => part !== undefined));
}

/** Absolute path of the folder for an output: that of the request, or one with the job. */
function placeOf({ folder }: JobRun<ProcessingPlan>, output: ProcessingOutputPlan, index: number): string {
  if (output.folder !== undefined) return output.folder;
  const isPlain = /^[\w-][\w.-]*$/.test(output.name);
  return join(folder.artifacts, isPlain ? output.name : `output-${String(index + 1)}`);
}

/** @returns false when the signal came first */
async function pause(milliseconds: number, ended: AbortSignal): Promise<boolean> {
  await sleep(milliseconds, undefined, { signal: ended }).catch(() => undefined);
  return !ended.aborted;
}
