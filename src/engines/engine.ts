import type { ContainerSpec } from '../contract/containerSpec';

/** Runs containers that are described as data. Errors are `AppError`s with codes `engine.*`, `image.*` and `container.*`. */
export interface Engine {
  readonly kind: 'docker' | 'process';
  /** For people: which engine, where. For example `Docker Engine 20.10.24 (unix:///var/run/docker.sock)`. */
  readonly title: string;
  /** What a run on this engine can't show, one sentence each; empty for a full engine. */
  readonly notReproduced: readonly string[];

  /** Whether the folder of an output mount shows what a program writes while it runs; else it is filled by `collect()`. */
  readonly liveOutputs: boolean;

  /** Whether containers can share a network of their own, where they find each other by name; else all are on this machine's. */
  readonly networks: boolean;

  /**
   * Build an image from a folder with a Dockerfile, for linux/amd64.
   * @param log gets the build's output, line by line, without newlines
   * @returns the name or id to put into `ContainerSpec.image`
   * @throws AppError `image.build` with the failing step's output
   */
  build(spec: BuildSpec, log: (line: string) => void, signal: AbortSignal): Promise<string>;

  /**
   * Facts of an image by name; pulled first where the engine doesn't have it.
   * @throws AppError `image.missing` when it is neither here nor to be had
   */
  image(name: string, log: (line: string) => void, signal: AbortSignal): Promise<ImageFacts>;

  /** How an image that the engine has came about; undefined where the engine can't tell. */
  origin(name: string, signal: AbortSignal): Promise<ImageOrigin | undefined>;

  /** A network for the instances of one job; removed by `removeNetwork`, or by `clean` after a crash. */
  createNetwork(spec: {
    readonly name: string;
    readonly isolated: boolean;
    readonly labels: Readonly<Record<string, string>>;
  }): Promise<void>;
  removeNetwork(name: string): Promise<void>;

  /**
   * The address of this machine where a server of ours is found by containers whose network has `credentials`. It is one that AWS's
   * clients take credentials from without TLS. Kept up until `release`, and while such a container exists.
   * @param labels of the job that asks
   * @throws AppError `engine.credentials` where containers can't reach this machine
   */
  credentialsAddress(labels: Readonly<Record<string, string>>): Promise<CredentialsAddress>;

  /** Create a container without starting it. */
  create(spec: ContainerSpec, signal: AbortSignal): Promise<Container>;

  /** Take over a container that another process created, by its name; undefined when the engine has none. */
  adopt(name: string, spec: ContainerSpec): Promise<Container | undefined>;

  /** The variables that a container was created with, by its name, whoever created it; undefined when the engine has none. */
  variables(name: string): Promise<Readonly<Record<string, string>> | undefined>;

  /** Whether the engine answers at all within so many milliseconds. Never rejects. */
  answers(milliseconds: number): Promise<boolean>;

  /** Wait no longer for an engine that is silent: every call under way, and every later one, rejects with `engine.lost`. */
  giveUp(): void;

  /** Everything on this engine that carries our labels, running or not. */
  leftovers(): Promise<readonly Leftover[]>;
}

export interface CredentialsAddress {
  /** An address that a server can listen on. */
  readonly host: string;
  release(): Promise<void>;
}

export interface BuildSpec {
  /** Absolute path of the build context. */
  readonly context: string;
  /** Path of the Dockerfile, relative to `context`. */
  readonly dockerfile: string;
  /** Tag of the result. */
  readonly tag: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ImageFacts {
  readonly name: string;
  /** `amd64`, `arm64`, … */
  readonly architecture: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** USER of the image; empty for root. */
  readonly user: string;
  /** ENV of the image, `NAME=value` each. */
  readonly environment: readonly string[];
  /** Of all layers, unpacked; undefined where there are none. */
  readonly bytes?: number;
}

/** How an image came about, and how a registry holds it. */
export interface ImageOrigin {
  /** The command of each layer, as the builder noted it, arguments of the build among them. */
  readonly history: readonly string[];
  /** Media type of the manifest in the registry that the image came from or went to; undefined for one that was in none. */
  readonly manifest?: string;
}

export interface Container {
  readonly name: string;
  /**
   * What the program writes, stdout and stderr apart, as the bytes arrive; ends when the program has ended and its last byte
   * was delivered. Reading starts before the program does, so nothing is missed; a slow reader slows the program down.
   * For an adopted container: everything from its beginning.
   */
  readonly output: AsyncIterable<OutputChunk>;
  /** @throws AppError `container.start` when the program can't be started (not found, not executable, wrong format) */
  start(): Promise<void>;
  /** Resolves when the program has ended. Rejects with AppError `engine.lost` when the engine can't tell any more. */
  wait(): Promise<Exit>;
  /** Where `ContainerSpec.port` is reached from this machine, on loopback or a private address. */
  address(): Promise<{ readonly host: string; readonly port: number }>;
  /**
   * Run a command inside the running container and give what it writes to stdout; undefined when the image has no such program, the
   * container has ended, or the engine can't.
   */
  ask(command: readonly string[]): Promise<string | undefined>;
  /** Process ids on this machine of what runs in it, the first one first; none where it runs elsewhere, or nobody may look. */
  processIds(): Promise<readonly number[]>;
  /** SIGTERM, and SIGKILL when the program still runs `graceSeconds` later. Returns once it has ended. */
  stop(graceSeconds: number): Promise<void>;
  /** Bring the content of every output mount to its `folder`; the program must have ended. */
  collect(): Promise<void>;
  /** Remove the container and its volumes; kills it first if it still runs. Never throws for what is gone already. */
  remove(): Promise<void>;
}

export interface OutputChunk {
  readonly source: 'stdout' | 'stderr';
  readonly data: Buffer;
}

/** How a program ended. `code` follows Docker: 128 + signal number for a killed program. */
export interface Exit {
  readonly code: number;
  readonly outOfMemory: boolean;
}

export interface Leftover {
  readonly kind: 'container' | 'network' | 'volume' | 'process';
  readonly id: string;
  /** The job it belonged to. */
  readonly job: string;
  /** Absolute path of that job's folder. */
  readonly folder: string;
  readonly running: boolean;
  remove(): Promise<void>;
}
