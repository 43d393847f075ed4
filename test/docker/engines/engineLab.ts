import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ContainerSpec } from '../../../src/contract/containerSpec';
import { labels } from '../../../src/contract/labels';
import { connectDocker, type ConnectOptions, thisMachine } from '../../../src/engines/docker/connectDocker';
import { DockerApi } from '../../../src/engines/docker/dockerApi';
import { readAddress } from '../../../src/engines/docker/dockerEndpoint';
import type { Container, Engine } from '../../../src/engines/engine';
import { finish, never, type Ran } from './ranContainer';

/** Imported by the set-up of the tests. */
export const baseImage = 'python:3.11-slim';
export const buildNetwork = process.env['SAGEMAKER_CONTAINERS_BUILD_NETWORK'] ?? 'default';

/** The engine of the environment, without our engine on top. */
export function bareApi(): DockerApi {
  const address = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
  const candidate = readAddress(address);
  if ('refused' in candidate) throw new Error(candidate.refused);
  return new DockerApi(candidate.endpoint, address);
}

/** An engine and a folder for the tests of one describe; what they make is removed after each and at the end. */
export function useLab(options: ConnectOptions = {}): EngineLab {
  const lab = new EngineLab();
  before(() => lab.open(options));
  afterEach(() => lab.removeContainers());
  after(() => lab.close());
  return lab;
}

/** Names are never used twice, not even by another describe. */
let count = 0;

export class EngineLab {
  private connected: Engine | undefined;
  private readonly made: Container[] = [];
  private readonly images: string[] = [];
  folder = '';

  get engine(): Engine {
    if (!this.connected) throw new Error('no engine answers: set DOCKER_HOST');
    return this.connected;
  }

  async open(options: ConnectOptions): Promise<void> {
    this.folder = mkdtempSync(path.join(tmpdir(), 'lab-'));
    this.connected = (await connectDocker(thisMachine(), { buildNetwork, ...options })).engine;
  }

  /** A new folder with these files. */
  folderOf(files: Readonly<Record<string, string | Buffer>> = {}): string {
    const folder = path.join(this.folder, `f${count++}`);
    mkdirSync(folder);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    return folder;
  }

  /** Build an image from a Dockerfile's lines after its FROM, and files. */
  async image(lines: readonly string[], files: Readonly<Record<string, string | Buffer>> = {}): Promise<string> {
    const tag = `engine-test:${process.pid}-${count++}`;
    const context = this.folderOf({ ...files, Dockerfile: [`FROM ${baseImage}`, ...lines, ''].join('\n') });
    this.images.push(tag);
    return this.engine.build({ context, dockerfile: 'Dockerfile', tag, labels: {} }, () => undefined, never);
  }

  spec(parts: Partial<ContainerSpec> = {}): ContainerSpec {
    return {
      name: `engine-test-${process.pid}-${count++}`,
      image: baseImage,
      environment: {},
      hostname: 'ip-10-0-0-1',
      mounts: [],
      network: { isolated: true },
      shmBytes: 64 * 1024 * 1024,
      labels: { [labels.job]: `engine-test-${process.pid}`, [labels.folder]: this.folder },
      ...parts,
    };
  }

  async create(spec: ContainerSpec): Promise<Container> {
    return this.track(await this.engine.create(spec, never));
  }

  /** Remove this container after the test as well. */
  track(container: Container): Container {
    this.made.push(container);
    return container;
  }

  async run(parts: Partial<ContainerSpec>): Promise<Ran> {
    return finish(await this.create(this.spec(parts)));
  }

  python(program: string, parts: Partial<ContainerSpec> = {}): Promise<Ran> {
    return this.run({ arguments: ['python3', '-uc', program], ...parts });
  }

  async removeContainers(): Promise<void> {
    await Promise.all(this.made.splice(0).map((container) => container.remove()));
  }

  async close(): Promise<void> {
    const api = bareApi();
    const known = (await api.json({ path: '/images/json' })) as readonly {
      readonly RepoTags: readonly string[] | null;
    }[];
    const built = this.images.filter((image) => known.some(({ RepoTags }) => RepoTags?.includes(image)));
    for (const image of built) await api.json({ method: 'DELETE', path: `/images/${image}`, query: { force: true } });
    rmSync(this.folder, { recursive: true, force: true });
  }
}
