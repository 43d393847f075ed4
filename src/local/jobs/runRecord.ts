import type { ContainerSpec } from '../../contract/containerSpec';
import type { Plan } from '../../definitions/plan';
import { joined } from '../containers/jobCredentials';
import type { JobFolder } from './jobFolder';
import { readJson, writeJson } from '../../machine/jsonFile';
import type { JobRun } from '../containers/jobRun';
import { thisProcess, type Owner } from './owner';

/** What another process needs to take a job over when its owner is gone. */
export interface RunRecord {
  readonly owner: Owner;
  readonly plan: Plan;
  readonly engine: 'docker' | 'process';
  readonly region: string;
  readonly specs: readonly ContainerSpec[];
  /** Port on loopback that callers of an endpoint know. */
  readonly port?: number;
  /** Name of the profile whose credentials the containers may ask for; nothing of the credentials is kept. */
  readonly containerProfile?: string;
}

/** Keep how a job is run; done before anything of it exists on the engine. */
export async function saveRun(
  run: JobRun<Plan>,
  specs: readonly ContainerSpec[],
  port: number | undefined,
): Promise<void> {
  const record: RunRecord = {
    owner: thisProcess(),
    plan: run.plan,
    engine: run.engine.kind,
    region: run.region,
    specs: run.credentials ? specs.map(joined) : specs,
    ...(port !== undefined && { port }),
    ...(run.credentials && { containerProfile: run.credentials.profileName }),
  };
  await writeJson(run.folder.run, record);
}

/** How a job is run; undefined when it never got that far. Written by us only, so its shape is trusted. */
export async function readRun(folder: JobFolder): Promise<RunRecord | undefined> {
  return (await readJson(folder.run)) as RunRecord | undefined;
}

/** Make this process the owner of a job. */
export async function takeOver(folder: JobFolder, record: RunRecord): Promise<void> {
  await writeJson(folder.run, { ...record, owner: thisProcess() });
}
