import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../contract/appError';
import type { ContainerSpec, OutputMount } from '../../contract/containerSpec';
import type { Container, Exit, OutputChunk } from '../engine';
import { type DockerApi, isRefusal } from './dockerApi';
import { askContainer } from './askContainer';
import { readFrames } from './frames';
import { tidyOutput } from './directOutputs';
import { hostProcesses } from './hostProcesses';
import { leaveCredentialsNetwork } from './credentialsNetwork';
import { removeNetwork } from './networks';
import { collectOutput } from './outputMounts';
import type { ContainerReply, WaitReply } from './replies';
import { execFailure, isExecFailure } from './execFailure';

/** How long a program that says nothing is watched for having not been executed at all. */
const settleMilliseconds = 100;

/** How often a removal is tried that another one stands in the way of. */
const removalAttempts = 40;

/** What a container of a Docker engine is made of once it exists. */
export interface Parts {
  readonly api: DockerApi;
  readonly id: string;
  readonly spec: ContainerSpec;
  /** Attached before the start, or the log of an adopted one; frames. */
  readonly stream: Readable;
  /** The answer that comes when the program has ended. */
  readonly ended: Promise<WaitReply>;
  /** Cuts `stream` and `ended`. */
  readonly abort: AbortController;
  /** Output mounts are the folders of this machine themselves. */
  readonly direct: boolean;
  /** A network of this container alone, removed with it. */
  readonly network?: string;
}

/** One container of a Docker engine; lives until `remove`. */
export class DockerContainer implements Container {
  readonly name: string;
  readonly output: AsyncIterable<OutputChunk>;
  private readonly exit: Promise<Exit>;
  /** Ends `exit` when there will be none. */
  private rejectExit: (error: unknown) => void = () => undefined;
  private readonly first: Promise<IteratorResult<OutputChunk, void>>;

  constructor(private readonly parts: Parts) {
    this.name = parts.spec.name;
    const chunks = readFrames(parts.stream);
    // The first chunk is looked at by `start` as well, to tell a program's output from the runtime's complaint.
    this.first = chunks.next();
    const notStarted = new Promise<never>((_resolve, reject) => (this.rejectExit = reject));
    this.exit = Promise.race([notStarted, this.readExit()]);
    // Nobody may have asked yet when the engine dies; who asks later still gets the error.
    this.first.catch(() => undefined);
    this.exit.catch(() => undefined);
    this.output = { [Symbol.asyncIterator]: () => this.readOutput(chunks) };
  }

  async start(): Promise<void> {
    const { api, id, spec } = this.parts;
    try {
      await api.json({ method: 'POST', path: `/containers/${id}/start` });
    } catch (error) {
      const failure = isRefusal(error, 400, 403, 404, 409, 500) ? execFailure(spec, error.message) : error;
      this.rejectExit(failure);
      this.detach();
      throw failure;
    }
    // A program that can not be executed shows itself at once, in its output or by its end; others are not held up for long.
    const ended = this.exit.then(() => '');
    const text = await Promise.race([this.first.then(textOf), ended, delay(settleMilliseconds, '')]);
    if (isExecFailure(text)) await this.exit;
  }

  wait(): Promise<Exit> {
    return this.exit;
  }

  async address(): Promise<{ readonly host: string; readonly port: number }> {
    const { spec } = this.parts;
    if (spec.port === undefined) throw new TypeError(`${spec.name} serves on no port`);
    const settings = (await this.inspect()).NetworkSettings ?? {};
    const published = settings.Ports?.[`${String(spec.port)}/tcp`]?.[0]?.HostPort;
    if (published) return { host: '127.0.0.1', port: Number(published) };
    const own = Object.values(settings.Networks ?? {}).find(({ IPAddress }) => IPAddress)?.IPAddress;
    if (own) return { host: own, port: spec.port };
    throw new AppError(
      'container.address',
      `${spec.name} has no address any more.`,
      'Look into its log: the program has probably ended.',
    );
  }

  async ask(command: readonly string[]): Promise<string | undefined> {
    const { api, id } = this.parts;
    return askContainer(api, id, command);
  }

  async processIds(): Promise<readonly number[]> {
    const state = await this.inspect().then(
      ({ State }) => State,
      () => undefined,
    );
    return hostProcesses(this.parts.id, state?.Pid);
  }

  async stop(graceSeconds: number): Promise<void> {
    const { api, id } = this.parts;
    try {
      await api.json({ method: 'POST', path: `/containers/${id}/stop`, query: { t: graceSeconds } });
    } catch (error) {
      if (!isRefusal(error, 304, 404)) throw error;
    }
  }

  async collect(): Promise<void> {
    const outputs = this.parts.spec.mounts.filter((mount): mount is OutputMount => mount.kind === 'output');
    const { api, id, direct } = this.parts;
    await Promise.all(outputs.map((mount) => (direct ? tidyOutput(mount) : collectOutput(api, id, mount))));
  }

  async remove(): Promise<void> {
    const { api, id, network, spec } = this.parts;
    // First: an engine can not finish with a container whose output still waits for a reader.
    this.detach();
    await removeContainer(api, id);
    if (network !== undefined) await removeNetwork(api, network);
    if (spec.network.credentials) await leaveCredentialsNetwork(api);
  }

  private async inspect(): Promise<ContainerReply> {
    return (await this.parts.api.json({ path: `/containers/${this.parts.id}/json` })) as ContainerReply;
  }

  /** Let go of the container's output and end. */
  private detach(): void {
    const { abort, stream } = this.parts;
    abort.abort();
    stream.destroy();
  }

  private async inspectOrGone(): Promise<ContainerReply | undefined> {
    try {
      return await this.inspect();
    } catch (error) {
      if (isRefusal(error, 404)) return undefined;
      throw error;
    }
  }

  private async readExit(): Promise<Exit> {
    const reply = await this.parts.ended;
    if (reply.StatusCode === 0) return { code: 0, outOfMemory: false };
    // The runtime's complaint is short and comes at once; a program's long output is not waited for.
    const text = await Promise.race([this.first.then(textOf), delay(settleMilliseconds, '')]);
    if (isExecFailure(text)) throw execFailure(this.parts.spec, text);
    const state = (await this.inspectOrGone())?.State;
    return { code: reply.StatusCode, outOfMemory: state?.OOMKilled ?? false };
  }

  private async *readOutput(chunks: AsyncGenerator<OutputChunk, void>): AsyncGenerator<OutputChunk, void> {
    const { api, stream, ended, abort } = this.parts;
    try {
      for (let next = await this.first; !next.done; next = await chunks.next()) yield next.value;
      // A connection that ends looks the same whether the program has ended, has closed its output, or the engine has gone.
      await ended;
    } catch (error) {
      if (!abort.signal.aborted) throw api.lost(error);
    } finally {
      stream.destroy();
    }
  }
}

function textOf(result: IteratorResult<OutputChunk, void>): string {
  return result.done || result.value.data.length > 4096 ? '' : result.value.data.toString();
}

/** Kill and remove a container with its anonymous volumes; fine when it is gone. */
export async function removeContainer(api: DockerApi, id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await api.json({ method: 'DELETE', path: `/containers/${id}`, query: { v: true, force: true } });
      return;
    } catch (error) {
      if (isRefusal(error, 404)) return;
      // 409: somebody else is removing it at this moment; that may take as long as its program resists.
      if (!isRefusal(error, 409) || attempt === removalAttempts) throw error;
      await delay(250);
    }
  }
}
