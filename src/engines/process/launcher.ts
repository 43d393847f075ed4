import type { ContainerSpec } from '../../contract/containerSpec';
import type { ProcessImage } from './processImage';
import type { RunFolder } from './runFolder';

/** A way to let a program see `/opt/ml` and its image's files without a container engine. */
export interface Launcher {
  readonly kind: 'namespace' | 'folder';
  /** For people, for example `plain process in a mount namespace`. */
  readonly title: string;
  /** What a program does not meet here as it would in a container, half a sentence each. */
  readonly notReproduced: readonly string[];
  /** Decide how a container's program is started. @throws AppError `container.start` or `engine.*` when it can't be */
  prepare(request: LaunchRequest): Promise<Launch>;
}

export interface LaunchRequest {
  readonly spec: ContainerSpec;
  readonly image: ProcessImage;
  readonly run: RunFolder;
  /** Port that the program must take because `spec.port` is not free here. */
  readonly otherPort?: number;
}

/** A process as data. */
export interface Launch {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workdir: string;
  /** File descriptor 3 tells the program's process id and how its preparation went, as lines. */
  readonly handshake: boolean;
}
