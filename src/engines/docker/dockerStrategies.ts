import { readContext } from './dockerContext';
import { type Candidate, readAddress, type TlsMaterial } from './dockerEndpoint';
import type { DockerConfig } from './registryAuth';

/** What the strategies may look at; the real machine, or a table of a test. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Home folder of the user. */
  readonly home: string;
  /** Number of the user; undefined on Windows. */
  readonly uid?: number | undefined;
  /** Text of a file; undefined when it can't be read. */
  readonly readFile: (file: string) => string | undefined;
  /** Names in a folder; empty when it can't be read. */
  readonly list: (folder: string) => readonly string[];
}

/** One way to find an engine. */
export interface Strategy {
  /** For people, in `doctor`. */
  readonly name: string;
  /** The user has named this engine: when it doesn't answer, no other one takes its place. */
  readonly binding: boolean;
  find(surroundings: Surroundings): readonly Candidate[];
}

/** All ways to find an engine; the first that answers wins. */
export const strategies: readonly Strategy[] = [
  { name: 'DOCKER_HOST', binding: true, find: fromHost },
  { name: 'DOCKER_CONTEXT', binding: true, find: (here) => contextNamed(here, here.env['DOCKER_CONTEXT']) },
  { name: 'Docker context', binding: false, find: (here) => contextNamed(here, dockerConfig(here).currentContext) },
  { name: 'Docker', binding: false, find: fromDocker },
  { name: 'Colima', binding: false, find: fromColima },
  { name: 'Rancher Desktop', binding: false, find: (here) => unixSockets(here, [`${here.home}/.rd/docker.sock`]) },
  { name: 'Podman', binding: false, find: fromPodman },
  {
    name: 'Finch',
    binding: false,
    find: (here) =>
      unixSockets(here, [
        '/run/finch.sock',
        `${here.home}/.finch/finch.sock`,
        '/Applications/Finch/lima/data/finch/sock/finch.sock',
      ]),
  },
];

/** The user's `config.json`; empty where there is none or it is broken. */
export function dockerConfig(here: Surroundings): DockerConfig {
  const text = here.readFile(`${configFolder(here)}/config.json`);
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as DockerConfig;
  } catch {
    // The docker command complains about it loudly enough; the well-known sockets need no configuration.
    return {};
  }
}

function configFolder({ env, home }: Surroundings): string {
  return env['DOCKER_CONFIG'] ?? `${home}/.docker`;
}

function fromHost(here: Surroundings): readonly Candidate[] {
  const address = here.env['DOCKER_HOST'];
  if (!address) return [];
  const secured = Boolean(here.env['DOCKER_TLS_VERIFY']) || Boolean(here.env['DOCKER_TLS']);
  return [readAddress(address, secured ? tlsOf(here) : undefined)];
}

function tlsOf(here: Surroundings): TlsMaterial {
  const folder = here.env['DOCKER_CERT_PATH'] ?? configFolder(here);
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => here.readFile(`${folder}/${name}`));
  return {
    verify: Boolean(here.env['DOCKER_TLS_VERIFY']),
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
  };
}

function contextNamed(here: Surroundings, name: string | undefined): readonly Candidate[] {
  // "default" stands for the well-known socket, which comes later anyway.
  return name && name !== 'default' ? [readContext(configFolder(here), name, here.readFile)] : [];
}

function fromDocker(here: Surroundings): readonly Candidate[] {
  if (here.platform === 'win32') {
    return ['docker_engine', 'dockerDesktopLinuxEngine'].map((pipe) => readAddress(`npipe:////./pipe/${pipe}`));
  }
  const rootless = here.env['XDG_RUNTIME_DIR'] ? [`${here.env['XDG_RUNTIME_DIR']}/docker.sock`] : [];
  return unixSockets(here, [
    '/var/run/docker.sock',
    `${here.home}/.docker/run/docker.sock`,
    `${here.home}/.docker/desktop/docker.sock`,
    ...rootless,
  ]);
}

function fromColima(here: Surroundings): readonly Candidate[] {
  const folder = here.env['COLIMA_HOME'] ?? `${here.home}/.colima`;
  const profiles = ['default', ...here.list(folder).filter((name) => name !== 'default' && !name.startsWith('_'))];
  return unixSockets(here, [
    ...profiles.map((name) => `${folder}/${name}/docker.sock`),
    `${here.home}/.config/colima/default/docker.sock`,
  ]);
}

function fromPodman(here: Surroundings): readonly Candidate[] {
  if (here.platform === 'win32') return [readAddress('npipe:////./pipe/podman-machine-default')];
  if (here.platform === 'darwin') {
    const temporary = here.env['TMPDIR']?.replace(/\/$/, '') ?? '/tmp';
    const machine = `${here.home}/.local/share/containers/podman/machine`;
    return unixSockets(here, [
      `${temporary}/podman/podman-machine-default-api.sock`,
      `${machine}/podman.sock`,
      `${machine}/qemu/podman.sock`,
      `${machine}/applehv/podman.sock`,
    ]);
  }
  const runtime = here.env['XDG_RUNTIME_DIR'] ?? (here.uid === undefined ? undefined : `/run/user/${String(here.uid)}`);
  return unixSockets(here, [...(runtime ? [`${runtime}/podman/podman.sock`] : []), '/run/podman/podman.sock']);
}

function unixSockets({ platform }: Surroundings, paths: readonly string[]): readonly Candidate[] {
  return platform === 'win32' ? [] : paths.map((socket) => readAddress(`unix://${socket}`));
}
