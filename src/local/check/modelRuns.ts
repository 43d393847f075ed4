import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkedModel } from '../../check/modelSteps';
import type { CallSeen, ModelsSeen, ModelStep } from '../../check/servingSeen';
import { crowdModels } from './crowdedModels';
import { modelsPath } from '../../contract/hosting';
import { call } from './serverCall';
import { runFolder, type CheckBench } from './checkBench';
import { withServer } from './serverRun';
import { servingSpec, type ServingSubject } from './servingRuns';
import type { Address } from '../hosting/healthCheck';

const name = checkedModel;
const unknown = 'no-such-model';
/** Milliseconds for one step. */
const stepTimeoutMs = 60_000;

/** Load, list, use and unload a model as the platform does with a multi-model container. */
export async function runModels(bench: CheckBench, subject: ServingSubject): Promise<ModelsSeen> {
  bench.tell('Serving several models');
  const { path } = await runFolder(bench, 'models');
  const folder = join(path, 'models', name, 'model');
  await mkdir(folder, { recursive: true });
  if (subject.model !== undefined) await cp(subject.model, folder, { recursive: true });
  const served = { plan: subject.plan, model: undefined, models: join(path, 'models') };
  const several = await servingSpec(bench, served, 'models');
  const hasModel = subject.model !== undefined;
  const seen = await withServer(bench, several, async ({ start, address, log }): Promise<ModelsSeen> => {
    if (!address) return { start, steps: {}, hasModel };
    bench.tell('Loading and unloading a model');
    const steps = await askModels(address, subject);
    // What it wrote last may still be on its way.
    await sleep(300);
    return { start: { ...start, log: log.lines() }, steps, hasModel };
  });
  if (seen.steps.load?.status !== 200 || subject.model === undefined) return seen;
  const { healthyAfter } = seen.start;
  const url = `${modelsPath}/${name}/model`;
  const crowd = await crowdModels(bench, { spec: several, model: subject.model, url, healthyAfter });
  return { ...seen, ...(crowd && { crowd }) };
}

async function askModels(address: Address, { samples }: ServingSubject): Promise<ModelsSeen['steps']> {
  const steps: Partial<Record<ModelStep, CallSeen>> = {};
  const ask = async (step: ModelStep, method: string, path: string, sent?: object) => {
    const body = sent === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(sent));
    const headers = sent === undefined ? {} : { 'content-type': 'application/json' };
    steps[step] = await call(address, { method, path, headers, body, timeoutMs: stepTimeoutMs });
    return steps[step];
  };
  const model = { model_name: name, url: `${modelsPath}/${name}/model` };
  await ask('list', 'GET', '/models');
  const sample = samples[0];
  const invoke = (step: ModelStep, one: string) => {
    const headers = {
      'content-type': sample?.contentType ?? 'text/csv',
      'x-amzn-sagemaker-target-model': `${one}.tar.gz`,
    };
    const request = { method: 'POST', path: `/models/${one}/invoke`, headers, body: sample?.body ?? Buffer.alloc(0) };
    return call(address, { ...request, timeoutMs: stepTimeoutMs }).then((answer) => (steps[step] = answer));
  };
  await invoke('invoke unknown', unknown);
  await ask('unload unknown', 'DELETE', `/models/${unknown}`);
  const loaded = await ask('load', 'POST', '/models', model);
  if (loaded.status !== 200) return steps;
  await ask('load again', 'POST', '/models', model);
  await ask('list loaded', 'GET', '/models');
  await ask('describe', 'GET', `/models/${name}`);
  await invoke('invoke', name);
  await ask('unload', 'DELETE', `/models/${name}`);
  await ask('describe unloaded', 'GET', `/models/${name}`);
  await ask('list unloaded', 'GET', '/models');
  return steps;
}
