import { AppError } from '../contract/appError';
import type { ContainerSpec } from '../contract/containerSpec';
import type { BuildSpec, Container, CredentialsAddress, Engine, ImageFacts, Leftover } from './engine';
import { chooseLauncher } from './process/chooseLauncher';
import type { Launcher } from './process/launcher';
import { ProcessContainer } from './process/processContainer';
import { readImage, type ProcessImage } from './process/processImage';
import { findLeftovers, removeFolder } from './process/processRecord';
import { fillRunFolder, runFolder } from './process/runFolder';

export interface ProcessEngineOptions {
  /** Absolute path of a folder of this engine alone; made when it is needed. */
  readonly folder: string;
  /** How programs are run; found out when absent. */
  readonly launcher?: Launcher;
}

/** The engine for machines without one: programs are run as plain processes of this machine. */
export async function createProcessEngine(options: ProcessEngineOptions): Promise<Engine> {
  return new ProcessEngine(options.folder, options.launcher ?? (await chooseLauncher()));
}

class ProcessEngine implements Engine {
  readonly kind = 'process';
  readonly liveOutputs = true;
  readonly networks = false;
  readonly title: string;
  private readonly images = new Map<string, ProcessImage>();

  constructor(
    private readonly folder: string,
    private readonly launcher: Launcher,
  ) {
    this.title = launcher.title;
  }

  get notReproduced(): readonly string[] {
    return this.launcher.notReproduced;
  }

  async build(spec: BuildSpec, log: (line: string) => void, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    const image = await readImage(spec);
    this.images.set(spec.tag, image);
    log(
      `Taking ${String(image.files.size)} files of ${spec.context} as they are; nothing is built without a container engine.`,
    );
    for (const line of image.notReproduced) log(`Not done: ${line}`);
    return spec.tag;
  }

  image(name: string): Promise<ImageFacts> {
    // A throw in here rejects.
    return new Promise((resolve) => {
      const { labels, entrypoint, command, user, environment } = this.required(name).stage;
      const variables = Object.entries(environment).map(([key, value]) => `${key}=${value}`);
      resolve({ name, architecture: 'amd64', labels, entrypoint, command, user, environment: variables });
    });
  }

  origin(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  createNetwork(): Promise<void> {
    return Promise.reject(
      new AppError(
        'engine.process',
        'Several instances need a network of their own, which plain processes do not have.',
        'Start a container engine, or set InstanceCount to 1 for the local run.',
      ),
    );
  }

  removeNetwork(): Promise<void> {
    return Promise.resolve();
  }

  credentialsAddress(): Promise<CredentialsAddress> {
    return Promise.resolve({ host: '127.0.0.1', release: () => Promise.resolve() });
  }

  async create(spec: ContainerSpec, signal: AbortSignal): Promise<Container> {
    signal.throwIfAborted();
    const image = this.required(spec.image);
    const run = runFolder(this.folder, spec.name);
    try {
      await fillRunFolder(run, image.files, spec, image.stage.workdir);
      return await ProcessContainer.create({ spec, image, run, launcher: this.launcher });
    } catch (error) {
      await removeFolder(run);
      throw error;
    }
  }

  /** A process ends with the one that started it, so there is never one to take over. */
  adopt(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  variables(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  answers(): Promise<boolean> {
    return Promise.resolve(true);
  }

  giveUp(): void {
    // There is no engine beside this process, so none that could be silent.
  }

  leftovers(): Promise<readonly Leftover[]> {
    return findLeftovers(this.folder);
  }

  private required(name: string): ProcessImage {
    const image = this.images.get(name);
    if (image) return image;
    throw new AppError(
      'engine.process',
      `The image ${name} comes from a registry, and running it needs a container engine.`,
      'Start Docker, Podman, Colima, Rancher or Finch, or name a folder with a Dockerfile as file://image.',
    );
  }
}
