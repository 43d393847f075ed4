import type { ContainerLimits, ContainerSpec, Mount } from '../../contract/containerSpec';

/** What an engine decides about a container, beside its description. */
export interface Placement {
  /** `none`, `bridge`, or the name of a network of ours. */
  readonly network: string;
  /** Publish `ContainerSpec.port` on a free port of this machine's loopback. */
  readonly publish: boolean;
  /** The engine has the log driver `local`, which is faster than its default. */
  readonly localLogs: boolean;
  /** Output mounts are the folders of this machine themselves, see `directOutputs`. */
  readonly direct: boolean;
  /** SELinux would keep the container from reading the user's files. */
  readonly selinux: boolean;
}

/**
 * The body of the API's container create call. No TTY, no stdin, no privileges, no added capabilities (T9); arguments as T1–T4:
 * a replaced entrypoint drops the image's CMD, arguments alone leave the image's ENTRYPOINT.
 */
export function containerRequest(spec: ContainerSpec, placement: Placement): Record<string, unknown> {
  const port = spec.port === undefined ? undefined : `${String(spec.port)}/tcp`;
  const aliases = spec.network.aliases ?? [];
  const hasPeers = placement.network === spec.network.name;
  return {
    Image: spec.image,
    Hostname: spec.hostname,
    Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
    ...commandOf(spec),
    ...(spec.limits?.user !== undefined && { User: spec.limits.user }),
    Labels: spec.labels,
    Tty: false,
    OpenStdin: false,
    AttachStdin: false,
    AttachStdout: true,
    AttachStderr: true,
    ...(port !== undefined && { ExposedPorts: { [port]: {} } }),
    HostConfig: {
      NetworkMode: placement.network,
      ShmSize: spec.shmBytes,
      ...limitsRequest(spec.limits),
      Privileged: false,
      RestartPolicy: { Name: 'no' },
      Mounts: spec.mounts.map((mount) => mountRequest(mount, spec.labels, placement.direct)),
      // Rotation loses lines of a fast program, so it is put out of reach; the log goes with the container.
      ...(placement.localLogs && {
        LogConfig: { Type: 'local', Config: { 'max-size': '100g', 'max-file': '1', compress: 'false' } },
      }),
      ...(placement.selinux && { SecurityOpt: ['label=disable'] }),
      ...(placement.publish &&
        port !== undefined && { PortBindings: { [port]: [{ HostIp: '127.0.0.1', HostPort: '' }] } }),
      // The network of peers has a name server that knows them; elsewhere a container would not even know itself (T47, T62).
      ...(spec.network.name === undefined &&
        aliases.length > 0 && { ExtraHosts: aliases.map((alias) => `${alias}:127.0.0.1`) }),
    },
    ...(hasPeers && {
      NetworkingConfig: { EndpointsConfig: { [placement.network]: { Aliases: aliases } } },
    }),
  };
}

function limitsRequest(limits: ContainerLimits = {}): Record<string, unknown> {
  const { readOnlyRoot, memoryBytes, processors, slowDisks = [] } = limits;
  return {
    ...(readOnlyRoot === true && { ReadonlyRootfs: true, Tmpfs: { '/tmp': 'mode=1777' } }),
    ...(memoryBytes !== undefined && { Memory: memoryBytes, MemorySwap: memoryBytes }),
    ...(processors !== undefined && { NanoCpus: Math.round(processors * 1e9) }),
    ...(slowDisks.length > 0 && {
      BlkioDeviceWriteBps: slowDisks.map(({ path, writeBytesPerSecond }) => ({
        Path: path,
        Rate: writeBytesPerSecond,
      })),
    }),
  };
}

function commandOf({ entrypoint, arguments: given }: ContainerSpec): Record<string, unknown> {
  if (entrypoint) return { Entrypoint: entrypoint, Cmd: given ?? [] };
  return given ? { Cmd: given } : {};
}

function mountRequest(mount: Mount, labels: ContainerSpec['labels'], direct: boolean): Record<string, unknown> {
  if (mount.kind === 'input') return { Type: 'bind', Source: mount.source, Target: mount.target, ReadOnly: true };
  if (direct) return { Type: 'bind', Source: mount.folder, Target: mount.target };
  // A volume that starts empty hides what the image has there (T11), belongs to root (T10), and leaves no root-owned files on this machine.
  return { Type: 'volume', Target: mount.target, VolumeOptions: { NoCopy: true, Labels: labels } };
}
