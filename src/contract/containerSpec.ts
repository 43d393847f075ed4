/**
 * A container as data: everything that the platform decides about it, nothing that an engine decides.
 * Pure functions of `local/` describe containers; an engine performs the description.
 */
export interface ContainerSpec {
  /** Unique on the engine; letters, digits, `-`. */
  readonly name: string;
  /** What `Engine.build` or `Engine.image` gave back. */
  readonly image: string;
  /** Replaces the image's ENTRYPOINT; the image's CMD is then dropped, as Docker does. */
  readonly entrypoint?: readonly string[];
  /** Replaces the image's CMD. */
  readonly arguments?: readonly string[];
  /** Added to the image's ENV. Never holds credentials unless the user picked a profile. */
  readonly environment: Readonly<Record<string, string>>;
  /** The OS host name, which on SageMaker is never `algo-1` (T62). */
  readonly hostname: string;
  readonly mounts: readonly Mount[];
  /** Files that the container finds in its own file system, and may change. */
  readonly unpacked?: readonly UnpackedArchive[];
  readonly network: NetworkSpec;
  /** TCP port that the container serves on; reachable through `Container.address()`. */
  readonly port?: number;
  /** Size of /dev/shm in bytes (T65). */
  readonly shmBytes: number;
  /** What the program is kept from, for checks; a job's container has no such limits. */
  readonly limits?: ContainerLimits;
  /** Found again by these after the process that started it is gone. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What a container is kept from beyond what the platform does always. */
export interface ContainerLimits {
  /** User and group that the program runs as, for example `10001:10001`, whatever the image says. */
  readonly user?: string;
  /** Nothing of the image's file system can be written, /tmp aside. */
  readonly readOnlyRoot?: boolean;
  readonly memoryBytes?: number;
  /** Processors that it may use, for example 0.1. */
  readonly processors?: number;
  /** Disks of the engine's machine that take only so many bytes a second from it. */
  readonly slowDisks?: readonly SlowDisk[];
}

/** A block device as the engine's machine names it, `/dev/sda`. */
export interface SlowDisk {
  readonly path: string;
  readonly writeBytesPerSecond: number;
}

export type Mount = InputMount | OutputMount;

/** A file or folder of this machine that the container can read but not write. */
export interface InputMount {
  readonly kind: 'input';
  /** Absolute path on this machine; must exist. */
  readonly source: string;
  /** Absolute path in the container. */
  readonly target: string;
}

/**
 * An empty folder that the container may write. It belongs to the container's root user, as on the platform;
 * `Container.collect()` brings its content to `folder`, owned by the user who runs us.
 */
export interface OutputMount {
  readonly kind: 'output';
  /** Absolute path on this machine; exists and is empty when the container is created. */
  readonly folder: string;
  /** Absolute path in the container. */
  readonly target: string;
  /** Folders, relative to `target`, that must exist before the program starts. */
  readonly folders?: readonly string[];
}

/** A tar archive, compressed or not, whose files a container finds in a folder, unless its image has files there. */
export interface UnpackedArchive {
  /** Absolute path on this machine; must exist. */
  readonly archive: string;
  /** Absolute path in the container; made where it is not there. */
  readonly target: string;
}

/** How a container reaches the world and its peers. */
export interface NetworkSpec {
  /** No traffic but that with peers and with the platform (T61). */
  readonly isolated: boolean;
  /** The network of `Engine.createNetwork`, shared with peers; absent for a container that is alone. */
  readonly name?: string;
  /** Joined to where credentials of a profile are given out, see `Engine.credentialsAddress`; it leads nowhere else. */
  readonly credentials?: true;
  /** Host names under which peers, and the container itself, find it, for example `algo-1`. */
  readonly aliases?: readonly string[];
}
