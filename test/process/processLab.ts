import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ContainerSpec } from '../../src/contract/containerSpec';
import { labels } from '../../src/contract/labels';
import type { Container, Engine } from '../../src/engines/engine';
import type { Launcher } from '../../src/engines/process/launcher';
import { createProcessEngine } from '../../src/engines/processEngine';
import { finish, never, type Ran } from '../docker/engines/ranContainer';

export type Files = Readonly<Record<string, string>>;

/** An engine and a folder for the tests of one describe; what they make is removed after each and at the end. */
export function useLab(launcher?: () => Launcher): ProcessLab {
  const lab = new ProcessLab();
  before(() => lab.open(launcher?.()));
  afterEach(() => lab.removeContainers());
  after(() => {
    lab.close();
  });
  return lab;
}

export class ProcessLab {
  private opened: Engine | undefined;
  private readonly made: Container[] = [];
  private count = 0;
  folder = '';

  get engine(): Engine {
    if (!this.opened) throw new Error('the lab is not open');
    return this.opened;
  }

  async open(launcher?: Launcher): Promise<void> {
    this.folder = mkdtempSync(path.join(tmpdir(), 'process-lab-'));
    this.opened = await createProcessEngine({
      folder: path.join(this.folder, 'engine'),
      ...(launcher && { launcher }),
    });
  }

  /** A new folder with these files; those without a dot in their name are executable. */
  folderOf(files: Files = {}): string {
    const folder = path.join(this.folder, `f${this.count++}`);
    mkdirSync(folder);
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content, { mode: path.basename(name).includes('.') ? 0o644 : 0o755 });
    }
    return folder;
  }

  /** "Build" an image from a Dockerfile's lines after its FROM, and files. */
  async image(lines: readonly string[], files: Files = {}): Promise<string> {
    const context = this.folderOf({ ...files, Dockerfile: ['FROM python:3.11-slim', ...lines, ''].join('\n') });
    const tag = `process-test:${this.count++}`;
    return this.engine.build({ context, dockerfile: 'Dockerfile', tag, labels: {} }, () => undefined, never);
  }

  /** An image whose program `train` is this shell script. */
  script(...lines: readonly string[]): Promise<string> {
    const train = ['#!/bin/sh', ...lines, ''].join('\n');
    return this.image(['COPY train /opt/program/', 'ENV PATH=/opt/program:$PATH', 'WORKDIR /opt/program'], { train });
  }

  spec(parts: Partial<ContainerSpec> & { readonly image: string }): ContainerSpec {
    return {
      name: `process-test-${process.pid}-${this.count++}`,
      arguments: ['train'],
      environment: {},
      hostname: 'ip-10-0-0-1',
      mounts: [],
      network: { isolated: false },
      shmBytes: 64 * 1024 * 1024,
      labels: { [labels.job]: 'process-test', [labels.folder]: this.folder },
      ...parts,
    };
  }

  async create(parts: Partial<ContainerSpec> & { readonly image: string }): Promise<Container> {
    const container = await this.engine.create(this.spec(parts), never);
    this.made.push(container);
    return container;
  }

  async run(parts: Partial<ContainerSpec> & { readonly image: string }): Promise<Ran> {
    return finish(await this.create(parts));
  }

  async removeContainers(): Promise<void> {
    await Promise.all(this.made.splice(0).map((container) => container.remove()));
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
