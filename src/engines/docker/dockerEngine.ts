import { AppError } from '../../contract/appError';
import type { ContainerSpec, OutputMount } from '../../contract/containerSpec';
import type { BuildSpec, Container, CredentialsAddress, Engine, ImageFacts, ImageOrigin, Leftover } from '../engine';
import { attachAgain, attachNew } from './attach';
import { buildImage } from './buildImage';
import { inTurn } from './buildTurns';
import { containerRequest, type Placement } from './containerRequest';
import { ApiError, type DockerApi, isRefusal, isSilence } from './dockerApi';
import { DockerContainer, removeContainer } from './dockerContainer';
import {
  credentialsHost,
  ensureCredentialsNetwork,
  joinCredentialsNetwork,
  leaveCredentialsNetwork,
} from './credentialsNetwork';
import { prepareDirectOutput } from './directOutputs';
import { execFailure } from './execFailure';
import { findLeftovers } from './leftovers';
import { createBridge, isBridgeHere, removeNetwork } from './networks';
import { prepareOutput } from './outputMounts';
import { imageOrigin } from './imageOrigin';
import { inspectImage, pullImage } from './pullImage';
import { imageId, pushImage, type Push, type PushProgress } from './pushImage';
import type { DockerConfig } from './registryAuth';
import { replaceImage } from './replaceImage';
import type { ContainerReply } from './replies';
import { unpackArchive } from './unpackArchive';

/** What is known of an engine when it is connected. */
export interface DockerFacts {
  readonly title: string;
  /** The builder that the engine prefers: `2` is BuildKit. */
  readonly builder: '1' | '2';
  readonly localLogs: boolean;
  readonly selinux: boolean;
  /** The user's `~/.docker/config.json`. */
  readonly config: DockerConfig;
  /** The engine's containers may be reachable by their addresses: it is on this machine. */
  readonly near: boolean;
  /** What a container's root writes into a folder of this machine belongs to the user who runs us. */
  readonly direct: boolean;
  /** Network of builds, for places where the engine's default reaches no name server. */
  readonly buildNetwork: string;
  /** Handed to builds as arguments, as the `docker` command does: HTTP_PROXY and its like. */
  readonly buildArguments: Readonly<Record<string, string>>;
}

/** Runs containers on anything that speaks the Docker API. */
export class DockerEngine implements Engine {
  readonly kind = 'docker';
  readonly networks = true;
  readonly title: string;
  readonly notReproduced: readonly string[] = [];

  constructor(
    private readonly api: DockerApi,
    private readonly facts: DockerFacts,
  ) {
    this.title = facts.title;
  }

  get liveOutputs(): boolean {
    return this.facts.direct;
  }

  build(spec: BuildSpec, log: (line: string) => void, signal: AbortSignal): Promise<string> {
    const build = () => buildImage(this.api, this.facts, spec, { log, signal });
    return inTurn(spec.tag, signal, () => replaceImage(this.api, spec.tag, build));
  }

  /** The id of an image that this engine has: the same content, the same id. */
  imageId(name: string, signal: AbortSignal): Promise<string> {
    return imageId(this.api, name, signal);
  }

  /** Send an image that this engine has to a registry. @throws AppError `image.push` */
  push(push: Push, tell: (progress: PushProgress) => void, signal: AbortSignal): Promise<void> {
    return pushImage(this.api, push, tell, signal);
  }

  async image(name: string, log: (line: string) => void, signal: AbortSignal): Promise<ImageFacts> {
    const here = await inspectImage(this.api, name, signal);
    if (here) return here;
    await pullImage(this.api, name, this.facts.config, { log, signal });
    const pulled = await inspectImage(this.api, name, signal);
    if (pulled) return pulled;
    throw new AppError(
      'image.missing',
      `The engine does not find ${name} after it has pulled it.`,
      'Run the same again.',
    );
  }

  origin(name: string, signal: AbortSignal): Promise<ImageOrigin | undefined> {
    return imageOrigin(this.api, name, this.facts.config, signal);
  }

  async createNetwork(spec: {
    readonly name: string;
    readonly isolated: boolean;
    readonly labels: Readonly<Record<string, string>>;
  }): Promise<void> {
    await createBridge(this.api, { name: spec.name, labels: spec.labels, access: spec.isolated ? 'closed' : 'open' });
  }

  removeNetwork(name: string): Promise<void> {
    return removeNetwork(this.api, name);
  }

  async credentialsAddress(labels: Readonly<Record<string, string>>): Promise<CredentialsAddress> {
    await ensureCredentialsNetwork(this.api, labels);
    return { host: credentialsHost, release: () => leaveCredentialsNetwork(this.api) };
  }

  async create(spec: ContainerSpec, signal: AbortSignal): Promise<Container> {
    const { placement, ownNetwork } = await this.place(spec, signal);
    let id: string | undefined;
    const abort = new AbortController();
    const { direct } = this.facts;
    const prepare = (mount: OutputMount, container: string): Promise<void> =>
      direct ? prepareDirectOutput(mount) : prepareOutput(this.api, container, mount, signal);
    try {
      const created = (await this.api.json({
        method: 'POST',
        path: '/containers/create',
        query: { name: spec.name },
        body: containerRequest(spec, placement),
        // Not cut off: the engine would go on creating it, and nobody would know its id.
      })) as { readonly Id: string };
      id = created.Id;
      signal.throwIfAborted();
      const [attached] = await Promise.all([
        attachNew(this.api, id, abort.signal),
        this.joinPeers(id, spec, placement),
        ...outputsOf(spec).map((mount) => prepare(mount, created.Id)),
        ...(spec.unpacked ?? []).map((one) => unpackArchive(this.api, created.Id, one, signal)),
      ]);
      signal.throwIfAborted();
      const parts = { api: this.api, id, spec, abort, direct, ...attached };
      return new DockerContainer({ ...parts, ...(ownNetwork !== undefined && { network: ownNetwork }) });
    } catch (error) {
      abort.abort();
      if (id !== undefined) await removeContainer(this.api, id);
      if (ownNetwork !== undefined) await removeNetwork(this.api, ownNetwork);
      throw createFailure(spec, error);
    }
  }

  async adopt(name: string, spec: ContainerSpec): Promise<Container | undefined> {
    const found = await this.find(name);
    if (!found) return undefined;
    const id = found.Id;
    const abort = new AbortController();
    const attached = await attachAgain(this.api, id, abort.signal);
    const direct = !found.Mounts?.some(({ Type }) => Type === 'volume');
    const ownNetwork = found.HostConfig?.NetworkMode === ownNetworkOf(spec) ? { network: ownNetworkOf(spec) } : {};
    return new DockerContainer({ api: this.api, id, spec, abort, direct, ...attached, ...ownNetwork });
  }

  async variables(name: string): Promise<Readonly<Record<string, string>> | undefined> {
    const found = await this.find(name);
    return found && Object.fromEntries((found.Config?.Env ?? []).map(nameAndValue));
  }

  answers(milliseconds: number): Promise<boolean> {
    return this.api.stream({ path: '/_ping', timeout: milliseconds }).then(
      (pong) => {
        pong.resume();
        return true;
      },
      // A refusal is an answer too; an engine that has died breaks its connections, which those who wait on them notice.
      (error: unknown) => !isSilence(error),
    );
  }

  giveUp(): void {
    this.api.giveUp();
  }

  leftovers(): Promise<readonly Leftover[]> {
    return findLeftovers(this.api);
  }

  private async find(name: string): Promise<ContainerReply | undefined> {
    try {
      return (await this.api.json({ path: `/containers/${name}/json` })) as ContainerReply;
    } catch (error) {
      if (isRefusal(error, 404)) return undefined;
      throw error;
    }
  }

  /** Decide on which network a container runs, and make the one that it has for itself. */
  private async place(
    spec: ContainerSpec,
    signal: AbortSignal,
  ): Promise<{ readonly placement: Placement; readonly ownNetwork?: string }> {
    const { localLogs, selinux, direct } = this.facts;
    const { isolated, name } = spec.network;
    const common = { localLogs, selinux, direct };
    if (!isolated) return { placement: { ...common, network: name ?? 'bridge', publish: spec.port !== undefined } };
    if (spec.port === undefined) return { placement: { ...common, network: name ?? 'none', publish: false } };
    if (name !== undefined && this.facts.near && isBridgeHere(await this.networkId(name, signal))) {
      return { placement: { ...common, network: name, publish: false } };
    }
    const ownNetwork = ownNetworkOf(spec);
    const request = { name: ownNetwork, labels: spec.labels };
    if (this.facts.near && name === undefined) {
      const id = await createBridge(this.api, { ...request, access: 'closed' });
      if (isBridgeHere(id)) return { placement: { ...common, network: ownNetwork, publish: false }, ownNetwork };
      await removeNetwork(this.api, id);
    }
    await createBridge(this.api, { ...request, access: 'closed-published' });
    return { placement: { ...common, network: ownNetwork, publish: true }, ownNetwork };
  }

  private async networkId(name: string, signal: AbortSignal): Promise<string> {
    const reply = (await this.api.json({ path: `/networks/${encodeURIComponent(name)}`, signal })) as {
      readonly Id: string;
    };
    return reply.Id;
  }

  /** A container that had to get a network of its own for its port joins its peers beside it. */
  private async joinPeers(id: string, spec: ContainerSpec, placement: Placement): Promise<void> {
    const { name, aliases, credentials } = spec.network;
    if (credentials) await joinCredentialsNetwork(this.api, id, spec.labels);
    if (name === undefined || placement.network === name) return;
    await this.api.json({
      method: 'POST',
      path: `/networks/${encodeURIComponent(name)}/connect`,
      body: { Container: id, EndpointConfig: { Aliases: aliases ?? [] } },
    });
  }
}

/** `NAME=value` taken apart; a value may hold what stands between the two. */
function nameAndValue(text: string): readonly [string, string] {
  const [name = ''] = text.split('=', 1);
  return [name, text.slice(name.length + 1)];
}

function ownNetworkOf(spec: ContainerSpec): string {
  return `${spec.name}-network`;
}

function outputsOf(spec: ContainerSpec): readonly OutputMount[] {
  return spec.mounts.filter((mount): mount is OutputMount => mount.kind === 'output');
}

function createFailure(spec: ContainerSpec, error: unknown): unknown {
  // Podman sets a container up as soon as it is attached to.
  if (error instanceof ApiError && /OCI runtime|unable to start container process/i.test(error.message)) {
    return execFailure(spec, error.message);
  }
  if (isRefusal(error, 404)) {
    return new AppError(
      'image.missing',
      `The engine has no image ${spec.image}: ${error.message}`,
      'Build or pull the image first.',
      { cause: error },
    );
  }
  if (isRefusal(error, 400, 403, 409, 500)) {
    return new AppError(
      'container.create',
      `The engine refused to create ${spec.name}: ${error.message}`,
      'Look at what the engine says; "sagemaker-containers clean" removes what earlier runs left behind.',
      { cause: error },
    );
  }
  return error;
}
