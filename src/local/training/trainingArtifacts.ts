import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerSpec } from '../../contract/containerSpec';
import { trainingPaths } from '../../contract/trainingPaths';
import type { TrainingPlan } from '../../definitions/plan';
import { mergeFolders, packFolder } from '../containers/archive';
import { isMissing } from '../../machine/jsonFile';
import type { JobRun } from '../containers/jobRun';
import { outputFolders, readBeginning } from '../containers/outputFolders';

/** Bytes of the failure file that can matter: 1024 characters of at most 4 bytes. */
const failureBytes = 4096;

/** What the program wrote to `/opt/ml/output/failure`; undefined when it wrote none (T52). */
export async function readFailureFile(spec: ContainerSpec): Promise<string | undefined> {
  const [folder] = outputFolders([spec], trainingPaths.output);
  return folder === undefined ? undefined : (await readBeginning(join(folder, 'failure'), failureBytes))?.toString();
}

/** Pack what the containers left, also when they failed (T53, T54), and copy it to the output folder of the request. */
export async function keepTrainingArtifacts(run: JobRun<TrainingPlan>, specs: readonly ContainerSpec[]): Promise<void> {
  const models = outputFolders(specs, trainingPaths.model);
  const data = outputFolders(specs, trainingPaths.output).map((folder) => join(folder, 'data'));
  const plain = run.plan.request.OutputDataConfig?.CompressionType === 'NONE';
  await keep(run, plain ? 'model' : 'model.tar.gz', models);
  await keep(run, plain ? 'output' : 'output.tar.gz', data);
}

/** Where a job's artifacts go: into the request's output folder (T53), or with the job. */
function artifactFolder(plan: TrainingPlan, job: { readonly name: string; readonly artifacts: string }): string {
  return plan.output === undefined ? job.artifacts : join(plan.output, job.name, 'output');
}

async function keep(run: JobRun<TrainingPlan>, name: string, folders: readonly string[]): Promise<void> {
  const { folder: job, plan, recorder } = run;
  await merged(job.path, await existing(folders), async (source) => {
    const kept = join(job.artifacts, name);
    await (name.endsWith('.tar.gz') ? packFolder(source, kept) : cp(source, kept, { recursive: true }));
    const place = artifactFolder(plan, job);
    if (place !== job.artifacts) {
      await mkdir(place, { recursive: true });
      await cp(kept, join(place, name), { recursive: true });
    }
    await recorder.artifact({ name, path: join(place, name), bytes: (await stat(kept)).size });
  });
}

/** Use the one folder as it is, or several merged in a temporary one. */
async function merged(job: string, folders: readonly string[], use: (folder: string) => Promise<void>): Promise<void> {
  const [first, ...others] = folders;
  if (first !== undefined && others.length === 0) {
    await use(first);
    return;
  }
  const together = await mkdtemp(join(job, 'merge-'));
  try {
    await mergeFolders(folders, together);
    await use(together);
  } finally {
    await rm(together, { recursive: true, force: true });
  }
}

async function existing(folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map((folder) =>
      stat(folder).then(
        (facts) => facts.isDirectory(),
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw error;
        },
      ),
    ),
  );
  return folders.filter((_, index) => found[index]);
}
