import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveSeen } from '../../check/observations';
import { AppError } from '../../contract/appError';
import type { ContainerPlan, TrainingPlan } from '../../definitions/plan';
import { extractModel, locateModelData } from '../hosting/modelData';
import { archiveSeen } from './readArchive';
import type { CheckBench } from './checkBench';
import { loadCheckedJobs } from './checkedJob';
import { runTraining } from './trainingRuns';

/** The model that a container is served with. */
export interface ModelFound {
  /** Absolute path of a folder; undefined where the image brings its own. */
  readonly folder?: string;
  readonly archive?: ArchiveSeen;
  /** Why there is none although the definition names one. */
  readonly missing?: string;
}

/** What a model is looked for in. */
export interface ModelSource {
  readonly root: string;
  readonly container: ContainerPlan | undefined;
  /** Absolute path of the folder that a training of this very check has filled. */
  readonly trained: string | undefined;
  /** The definition of a training that has left no model in this very check. */
  readonly failed: string | undefined;
  /** Build or find the image of another definition. */
  readonly prepare: (image: ContainerPlan['image']) => Promise<string>;
}

/** Find or make the model of a container, and unpack it. */
export async function modelOf(bench: CheckBench, source: ModelSource): Promise<ModelFound> {
  const { root, container, trained, failed, prepare } = source;
  const folder = join(bench.folder, 'model');
  const data = container?.modelData;
  if (!data) return trained === undefined ? {} : copied(trained, folder);
  try {
    const path = await locateModelData(root, data);
    const archive = await archiveSeen(path);
    await extractModel(path, folder);
    return { folder, archive };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'model.untrained' || data.kind !== 'training-job')
      return { missing: error.message, ...(data.kind === 'archive' && { archive: await archiveSeen(data.path) }) };
  }
  if (trained !== undefined) return copied(trained, folder);
  const without = { missing: `The training of ${data.definition}, which its model comes from, fails.` };
  if (failed === data.definition) return without;
  const plan = await trainerOf(data.definition, root);
  if (typeof plan === 'string') return { missing: plan };
  bench.tell('Training the model that it serves');
  const trainer = { ...bench, name: `${bench.name}-model`, image: await prepare(plan.image) };
  const { seen, model } = await runTraining(trainer, { plan, isDefined: true, inside: undefined, entrypoint: [] });
  return seen.plain.exitCode === 0 ? copied(model, folder) : without;
}

/** The training that a model comes from; or why there is none, also where its definition is wrong. */
async function trainerOf(definition: string, root: string): Promise<TrainingPlan | string> {
  try {
    const [job] = (await loadCheckedJobs(definition, root)) ?? [];
    return job?.training ?? job?.missing ?? `${definition} is no training job.`;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

async function copied(from: string, to: string): Promise<ModelFound> {
  await mkdir(to, { recursive: true });
  await cp(from, to, { recursive: true });
  return { folder: to };
}
