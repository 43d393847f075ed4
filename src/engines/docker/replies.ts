/** The parts of the engine's answers that are read here. Engines leave out what they don't know. */
export interface VersionReply {
  readonly Version?: string;
  readonly Os?: string;
  readonly Components?: readonly { readonly Name?: string; readonly Version?: string }[];
}

export interface InfoReply {
  readonly OperatingSystem?: string;
  /** For example `name=rootless`, `name=seccomp,profile=default`. */
  readonly SecurityOptions?: readonly string[] | null;
}

export interface ContainerReply {
  readonly Id: string;
  readonly Image: string;
  readonly State: {
    readonly Status?: string;
    readonly Running?: boolean;
    /** On the machine of the engine; 0 where none runs. */
    readonly Pid?: number;
    readonly ExitCode?: number;
    readonly OOMKilled?: boolean;
    readonly Error?: string;
    readonly StartedAt?: string;
  };
  readonly Config?: { readonly Env?: readonly string[] | null };
  readonly HostConfig?: { readonly NetworkMode?: string };
  readonly Mounts?: readonly { readonly Type?: string }[];
  readonly NetworkSettings?: {
    readonly IPAddress?: string;
    readonly Ports?: Readonly<
      Record<string, readonly { readonly HostIp?: string; readonly HostPort?: string }[] | null>
    >;
    readonly Networks?: Readonly<Record<string, { readonly IPAddress?: string }>>;
  };
}

export interface ImageReply {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly Architecture?: string;
  readonly Config?: {
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly Entrypoint?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly User?: string;
    readonly Env?: readonly string[] | null;
  };
  /** Of all layers, in bytes. */
  readonly Size?: number;
  readonly RepoDigests?: readonly string[] | null;
}

export interface WaitReply {
  readonly StatusCode: number;
  readonly Error?: { readonly Message?: string } | null;
}

/** An entry of the lists of containers and networks. */
export interface ListedReply {
  readonly Id: string;
  /** Of a network. */
  readonly Name?: string;
  readonly State?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

export interface VolumesReply {
  readonly Volumes?:
    readonly { readonly Name: string; readonly Labels?: Readonly<Record<string, string>> | null }[] | null;
}
