import { setTimeout as delay } from 'node:timers/promises';
import type { ContainerSpec } from '../../contract/containerSpec';
import type { Container, Exit, OutputChunk } from '../engine';
import { claimPort } from './freePort';
import { groupGone, killGroup, signalProcess } from './killProcess';
import type { Launcher } from './launcher';
import { MergedOutput } from './mergedOutput';
import { missingSteps } from './missingSteps';
import type { ProcessImage } from './processImage';
import { removeFolder, writeRecord } from './processRecord';
import type { RunFolder } from './runFolder';
import { spawnProgram, type RunningProgram } from './spawnProgram';
import { takeBack } from './takeBack';
import { openStreams, type Streams } from './streams';

interface Parts {
  readonly spec: ContainerSpec;
  readonly image: ProcessImage;
  readonly run: RunFolder;
  readonly launcher: Launcher;
}

/** One program that is run as a process; lives until `remove`. */
export class ProcessContainer implements Container {
  readonly name: string;
  readonly output: AsyncIterable<OutputChunk>;
  private readonly merged: MergedOutput;
  private readonly exit: Promise<Exit>;
  private ended: { readonly resolve: (exit: Exit) => void; readonly reject: (error: unknown) => void };
  private program: RunningProgram | undefined;
  private starting: Promise<void> | undefined;
  private port: Awaited<ReturnType<typeof claimPort>> | undefined;

  private constructor(
    private readonly parts: Parts,
    private readonly streams: Streams,
  ) {
    this.name = parts.spec.name;
    this.ended = { resolve: () => undefined, reject: () => undefined };
    this.exit = new Promise((resolve, reject) => (this.ended = { resolve, reject }));
    // Nobody may wait for a program that never started.
    this.exit.catch(() => undefined);
    const last = this.exit.then(
      (exit) => missingSteps(exit, parts.image),
      () => undefined,
    );
    this.merged = new MergedOutput(streams.stdout, streams.stderr, last);
    this.output = this.merged;
  }

  static async create(parts: Parts): Promise<ProcessContainer> {
    await writeRecord(parts.run, parts.spec);
    return new ProcessContainer(parts, await openStreams(parts.run));
  }

  start(): Promise<void> {
    this.starting = this.launch();
    return this.starting;
  }

  wait(): Promise<Exit> {
    return this.exit;
  }

  address(): Promise<{ readonly host: string; readonly port: number }> {
    if (!this.port) return Promise.reject(new TypeError(`${this.name} serves on no port, or has not started`));
    return Promise.resolve({ host: '127.0.0.1', port: this.port.port });
  }

  /** Looking in would be running a program of this machine. */
  ask(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** A program of this machine is no container's: what it shares with others is not told apart. */
  processIds(): Promise<readonly number[]> {
    return Promise.resolve([]);
  }

  async stop(graceSeconds: number): Promise<void> {
    const program = await this.settled();
    if (!program?.running()) return;
    signalProcess(program.pid, 'SIGTERM');
    const grace = new AbortController();
    await Promise.race([
      program.exit,
      delay(graceSeconds * 1000, undefined, { signal: grace.signal }).catch(() => undefined),
    ]);
    grace.abort();
    if (program.running()) killGroup(program.leader);
    await program.exit;
  }

  async collect(): Promise<void> {
    for (const mount of this.parts.spec.mounts) if (mount.kind === 'output') await takeBack(mount);
  }

  async remove(): Promise<void> {
    const program = await this.settled();
    if (program?.running()) {
      killGroup(program.leader);
      await program.exit;
    }
    if (program) await groupGone(program.leader);
    this.streams.closeWriters();
    this.merged.close();
    this.port?.release();
    await removeFolder(this.parts.run);
  }

  private async launch(): Promise<void> {
    const { spec, image, run, launcher } = this.parts;
    try {
      if (spec.port !== undefined) this.port = await claimPort(spec.port);
      const otherPort = this.port && this.port.port !== spec.port ? { otherPort: this.port.port } : {};
      const launch = await launcher.prepare({ spec, image, run, ...otherPort });
      this.program = await spawnProgram(launch, this.streams);
      await writeRecord(run, spec, this.program.leader);
    } catch (error) {
      this.streams.closeWriters();
      this.ended.reject(error);
      throw error;
    }
    void this.program.exit.then((exit) => {
      this.ended.resolve(exit);
      this.merged.endWhenSilent();
    });
  }

  /** The program, once it is decided whether there is one. */
  private async settled(): Promise<RunningProgram | undefined> {
    // Why a start failed is told to the one who started.
    await this.starting?.catch(() => undefined);
    return this.program;
  }
}
