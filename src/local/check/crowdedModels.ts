import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallSeen, CrowdSeen } from '../../check/servingSeen';
import type { ContainerSpec } from '../../contract/containerSpec';
import type { Address } from '../hosting/healthCheck';
import type { CheckBench } from './checkBench';
import { call } from './serverCall';
import { laterPatience, withServer } from './serverRun';

const megabyte = 1024 * 1024;
/** A server alone may need as much. */
const leastMemory = 256 * megabyte;
/** This machine is to have room for others. */
const mostMemory = 1024 * megabyte;
/** A model may take more memory than its files; at least some have to fit. */
const modelsThatFit = 6;
/** Files of so many times the memory can't all be in it. */
const overfill = 2;
/** So many models tell, and fill the memory only where they are not tiny. */
const mostModels = 64;
/** Milliseconds for one load, and for all of them. */
const loadMs = 30_000;
const allMs = 90_000;

/** What is loaded until there is no room. */
export interface Crowd {
  readonly spec: ContainerSpec;
  /** Absolute path of the model's folder on this machine, and where the container has it. */
  readonly model: string;
  readonly url: string;
  readonly healthyAfter: number | undefined;
}

/**
 * Load one model under many names into a container with little memory, until it says no or ends; then make room, and try again.
 * @returns undefined for a model whose files are too small to fill a memory, or too large for what a check may take
 */
export async function crowdModels(bench: CheckBench, crowd: Crowd): Promise<CrowdSeen | undefined> {
  const bytes = await bytesIn(crowd.model);
  const memoryBytes = Math.max(leastMemory, modelsThatFit * bytes);
  const count = Math.ceil((overfill * memoryBytes) / bytes);
  if (memoryBytes > mostMemory || count > mostModels) return undefined;
  bench.tell('Loading more models than its memory holds');
  const { spec, healthyAfter } = crowd;
  const startPatience = laterPatience(bench.startPatience, healthyAfter);
  const small = { ...spec, name: `${spec.name}-crowd`, limits: { ...spec.limits, memoryBytes } };
  return withServer({ ...bench, startPatience }, small, async (run) => {
    const { address } = run;
    if (!address) return undefined;
    const seen = await fill(address, crowd.url, count);
    const exit = await run.exited();
    const full = seen.last.status === 507 && !exit;
    const again = full ? await makeRoom(address, crowd.url, seen.loaded) : undefined;
    return { ...seen, memoryBytes, ...(exit && { exit }), ...(again && { again }) };
  });
}

async function fill(address: Address, url: string, count: number): Promise<Pick<CrowdSeen, 'loaded' | 'last'>> {
  const end = performance.now() + allMs;
  let last = await load(address, url, 0);
  let loaded = 0;
  while (last.status === 200) {
    loaded += 1;
    if (loaded === count || performance.now() > end) break;
    last = await load(address, url, loaded);
  }
  return { loaded, last };
}

/** What the platform does after 507: it unloads another model, and loads again. */
async function makeRoom(address: Address, url: string, loaded: number): Promise<CallSeen | undefined> {
  if (loaded === 0) return undefined;
  await call(address, { method: 'DELETE', path: `/models/${nameOf(0)}`, timeoutMs: loadMs });
  return load(address, url, loaded);
}

function load(address: Address, url: string, number: number): Promise<CallSeen> {
  const body = Buffer.from(JSON.stringify({ model_name: nameOf(number), url }));
  const headers = { 'content-type': 'application/json' };
  return call(address, { method: 'POST', path: '/models', headers, body, timeoutMs: loadMs });
}

function nameOf(number: number): string {
  return `crowd-${String(number)}`;
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  );
}
