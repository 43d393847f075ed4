import { createHash } from 'node:crypto';
import { mkdir, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/appError';
import { modelLoadTimeoutMs, modelsPath } from '../../contract/hosting';
import { isInside } from '../../definitions/fileReference';
import { noAnswer, type ContainerAnswer } from './containerCall';
import { extractModel } from './modelData';

/** What a multi-model container gets its models from. */
export interface ModelsPlace {
  /** Absolute path of the folder that stands for the prefix of ModelDataUrl: `TargetModel` is a path below it. */
  readonly source: string;
  /** Absolute path of the folder that the container sees as /opt/ml/models. */
  readonly folder: string;
  /** Whether models stay loaded after a call; else each is unloaded at once (ModelCacheSetting). */
  readonly keeps: boolean;
  /** Say what was loaded or unloaded. */
  readonly tell: (message: string) => void;
}

/** Ask the container for something of its `/models`. */
export type AskContainer = (
  request: { readonly method: string; readonly path: string; readonly content?: object },
  timeoutMs: number,
) => Promise<ContainerAnswer>;

/** A model that the container holds, or is being given. */
interface Held {
  /** What the container knows it by: opaque to it, and the same for whoever takes the endpoint over (I27). */
  readonly name: string;
  /** The answer that refused it; undefined once it is loaded. */
  readonly refused: Promise<ContainerAnswer | undefined>;
  isLoaded: boolean;
  /** Calls that need it now. */
  calls: number;
}

/** The container has no room for a model. */
const outOfResources = 507;
/** The container has that model already. */
const conflict = 409;

/**
 * The models of one multi-model container, which come and go as they are asked for: the first call unpacks an archive and has it loaded
 * (I27, I30), and where the container has no room, those that were used longest ago leave (I28).
 */
export class LoadedModels {
  /** By TargetModel; the one that was used longest ago comes first. */
  private readonly held = new Map<string, Held>();
  private readonly leaving = new Map<string, Promise<void>>();

  constructor(
    private readonly place: ModelsPlace,
    private readonly ask: AskContainer,
  ) {}

  /**
   * Have a model answer; it is loaded first where it has to be, which goes on when this call has no time left.
   * @param target path of an archive below the prefix
   * @param end when the time of the call is over, on the clock of `performance`
   * @param invoke posts to a path of the container (I29)
   */
  async use(target: string, end: number, invoke: (path: string) => Promise<ContainerAnswer>): Promise<ContainerAnswer> {
    const model = this.held.get(target) ?? this.hold(target);
    this.held.delete(target);
    this.held.set(target, model);
    model.calls += 1;
    try {
      const refused = await within(model.refused, end, () => notReady(target));
      if (refused) return refused;
      const ask = () => invoke(`/models/${model.name}/invoke`);
      let answer = await ask();
      while (answer.status === outOfResources && (await this.makeRoom())) answer = await ask();
      return answer;
    } finally {
      model.calls -= 1;
      if (!this.place.keeps && model.isLoaded && model.calls === 0) await this.unload(target, model);
    }
  }

  private hold(target: string): Held {
    const name = createHash('sha256').update(target).digest('hex').slice(0, 32);
    const refused = this.load(target, name).then((answer) => {
      if (answer) this.held.delete(target);
      else model.isLoaded = true;
      return answer;
    });
    // Whoever waits for it hears of it; nobody may wait any more.
    refused.catch(() => this.held.delete(target));
    const model: Held = { name, refused, isLoaded: false, calls: 0 };
    return model;
  }

  private async load(target: string, name: string): Promise<ContainerAnswer | undefined> {
    await this.leaving.get(target);
    const folder = path.join(this.place.folder, name, 'model');
    // Laid out by a process that ran this endpoint before: the container may have it still.
    if ((await isThere(folder)) && (await this.has(name))) return undefined;
    const started = performance.now();
    const unfit = await this.unpack(target, folder);
    if (unfit) return unfit;
    const content = { model_name: name, url: `${modelsPath}/${name}/model` };
    const post = () => this.ask({ method: 'POST', path: '/models', content }, modelLoadTimeoutMs);
    let answer = await post();
    while (answer.status === outOfResources && (await this.makeRoom())) answer = await post();
    if (isGood(answer) || answer.status === conflict) {
      this.place.tell(`Loaded ${target} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
      return undefined;
    }
    this.place.tell(`${target} was not loaded: the container answered POST /models with ${String(answer.status)}`);
    await rm(path.dirname(folder), { recursive: true, force: true });
    return answer;
  }

  private async has(name: string): Promise<boolean> {
    return isGood(await this.ask({ method: 'GET', path: `/models/${name}` }, modelLoadTimeoutMs));
  }

  /** @returns why there is nothing to load */
  private async unpack(target: string, folder: string): Promise<ContainerAnswer | undefined> {
    const { source } = this.place;
    const archive = await pathBelow(source, target);
    if (archive === undefined)
      return noAnswer('modelData', `There is no ${target} below the ModelDataUrl of the model (${source}).`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    try {
      await extractModel(archive, folder);
    } catch (error) {
      await rm(path.dirname(folder), { recursive: true, force: true });
      if (error instanceof AppError) return noAnswer('modelData', `${error.message} ${error.action}`);
      throw error;
    }
    return undefined;
  }

  /** Unload the model that nobody uses now and that was used longest ago. @returns false where there is none */
  private async makeRoom(): Promise<boolean> {
    const idle = [...this.held].find(([, { isLoaded, calls }]) => isLoaded && calls === 0);
    if (!idle) return false;
    await this.unload(...idle);
    return true;
  }

  private unload(target: string, model: Held): Promise<void> {
    this.held.delete(target);
    const left = this.askToUnload(target, model).finally(() => this.leaving.delete(target));
    this.leaving.set(target, left);
    return left;
  }

  private async askToUnload(target: string, { name }: Held): Promise<void> {
    const { status } = await this.ask({ method: 'DELETE', path: `/models/${name}` }, modelLoadTimeoutMs);
    this.place.tell(`Unloaded ${target}${status === 200 ? '' : `: the container answered ${String(status)}`}`);
    await rm(path.join(this.place.folder, name), { recursive: true, force: true });
  }
}

function isGood({ status }: ContainerAnswer): boolean {
  return status >= 200 && status < 300;
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** Absolute path of something below a folder; undefined where there is nothing, or where the path or a link on it leads out of the folder. */
async function pathBelow(folder: string, target: string): Promise<string | undefined> {
  if (path.isAbsolute(target)) return undefined;
  const real = (file: string) => realpath(file).catch(() => undefined);
  const [base, found] = await Promise.all([real(folder), real(path.join(folder, target))]);
  return base !== undefined && found !== undefined && isInside(found, base, path) ? found : undefined;
}

function notReady(target: string): ContainerAnswer {
  const seconds = String(modelLoadTimeoutMs / 1000);
  return noAnswer('modelNotReady', `${target} is still being loaded; it may take ${seconds} s. Try again.`);
}

/** What a promise resolves to, or something else where that takes too long. */
async function within<T, Late>(promise: Promise<T>, end: number, late: () => Late): Promise<T | Late> {
  const over = new AbortController();
  try {
    return await Promise.race([
      promise,
      sleep(Math.max(0, end - performance.now()), undefined, { signal: over.signal }).then(late),
    ]);
  } finally {
    over.abort();
  }
}
