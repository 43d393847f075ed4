import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { AppError, messageOf } from '../../contract/appError';
import { DockerApi } from './dockerApi';
import { DockerEngine, type DockerFacts } from './dockerEngine';
import type { Candidate } from './dockerEndpoint';
import { dockerConfig, strategies, type Strategy, type Surroundings } from './dockerStrategies';
import type { DockerConfig } from './registryAuth';
import type { InfoReply, VersionReply } from './replies';

/** One address that was asked, and what came of it. */
export interface Attempt {
  /** Name of the strategy, for example `Colima`. */
  readonly name: string;
  /** For example `unix:///var/run/docker.sock`. */
  readonly address: string;
  /** Why there is no engine; absent for the one that answered. */
  readonly failure?: string;
}

/** What came of looking for an engine. */
export interface Connection {
  /** The first engine that answered. */
  readonly engine?: DockerEngine;
  /** Everything that was asked, in order. */
  readonly tried: readonly Attempt[];
}

export interface ConnectOptions {
  /** Network of builds: `default`, `host`, or the name of a network. */
  readonly buildNetwork?: string;
  /**
   * Whether output mounts may be the folders of this machine themselves, where what containers write there belongs to the user
   * anyway; false copies them always. Default: true.
   */
  readonly directOutputs?: boolean;
}

/** How long an engine may take to answer at all. */
const pingMilliseconds = 2000;

/** The newest version of the API that was read for this code. An engine that is older is spoken to in its own version. */
const newestVersion = '1.47';

/**
 * Find an engine: the first of the strategies that answers.
 * @throws AppError `engine.none` when the user named an engine (DOCKER_HOST, DOCKER_CONTEXT) that does not answer
 */
export async function connectDocker(
  here: Surroundings = thisMachine(),
  options: ConnectOptions = {},
): Promise<Connection> {
  const tried: Attempt[] = [];
  for (const strategy of strategies) {
    const candidates = strategy.find(here);
    for (const candidate of candidates) {
      const attempt = { name: strategy.name, address: candidate.address };
      try {
        const engine = await connect(candidate, here, options);
        return { engine, tried: [...tried, attempt] };
      } catch (error) {
        tried.push({ ...attempt, failure: failureOf(error) });
      }
    }
    if (strategy.binding && candidates.length > 0) throw noAnswer(strategy, tried);
  }
  return { tried };
}

/** What the strategies see of this machine. */
export function thisMachine(env: NodeJS.ProcessEnv = process.env): Surroundings {
  return {
    platform: process.platform,
    env,
    home: homedir(),
    uid: process.getuid?.(),
    readFile: (file) => {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        // Absent or unreadable is the same here: this file names no engine.
        return undefined;
      }
    },
    list: (folder) => {
      try {
        return readdirSync(folder);
      } catch {
        // As above.
        return [];
      }
    },
  };
}

async function connect(candidate: Candidate, here: Surroundings, options: ConnectOptions): Promise<DockerEngine> {
  if ('refused' in candidate) throw new Error(candidate.refused);
  const { endpoint, address } = candidate;
  const probe = new DockerApi(endpoint, address);
  try {
    const pong = await probe.stream({ path: '/_ping', timeout: pingMilliseconds });
    await probe.text(pong);
    const version = (await probe.json({ path: '/version', timeout: pingMilliseconds })) as VersionReply;
    if (version.Os !== undefined && version.Os !== 'linux')
      throw new Error(`it runs ${version.Os} containers, not Linux ones`);
    const api = new DockerApi(endpoint, address, apiVersion(String(pong.headers['api-version'] ?? '')));
    const near = here.platform === 'linux' && 'socketPath' in endpoint;
    const direct = near && options.directOutputs !== false && (await ownsRootFiles(api, here));
    const builder = pong.headers['builder-version'];
    return new DockerEngine(api, factsOf({ version, builder, near, direct, address, here, options }));
  } finally {
    probe.close();
  }
}

/**
 * Whether the root user of containers is, on this machine, the user who runs us: we are root and the engine maps no users, or
 * the engine is this user's own rootless one. Asked only where it may be so.
 */
async function ownsRootFiles(api: DockerApi, here: Surroundings): Promise<boolean> {
  const rootless =
    'socketPath' in api.endpoint &&
    here.uid !== undefined &&
    api.endpoint.socketPath.startsWith(`/run/user/${String(here.uid)}/`);
  if (here.uid !== 0 && !rootless) return false;
  const { SecurityOptions, OperatingSystem } = (await api.json({
    path: '/info',
    timeout: pingMilliseconds,
  })) as InfoReply;
  if (OperatingSystem === 'Docker Desktop') return false;
  const has = (name: string): boolean =>
    SecurityOptions?.some((option) => option.split(',').includes(`name=${name}`)) ?? false;
  return here.uid === 0 ? !has('userns') && !has('rootless') : has('rootless');
}

interface Known {
  readonly version: VersionReply;
  readonly builder: string | string[] | undefined;
  readonly near: boolean;
  readonly direct: boolean;
  readonly address: string;
  readonly here: Surroundings;
  readonly options: ConnectOptions;
}

function factsOf({ version, builder, near, direct, address, here, options }: Known): DockerFacts {
  const podman = version.Components?.some(({ Name }) => Name?.startsWith('Podman')) ?? false;
  const config = dockerConfig(here);
  return {
    title: `${podman ? 'Podman' : 'Docker Engine'} ${version.Version ?? ''} (${address})`.replace('  ', ' '),
    builder: builder === '2' ? '2' : '1',
    localLogs: !podman,
    selinux: here.platform === 'linux' && existsSync('/sys/fs/selinux/enforce'),
    config,
    near,
    direct,
    buildNetwork: options.buildNetwork ?? 'default',
    buildArguments: proxyArguments(config),
  };
}

/** The proxies of `config.json`, under the names that the docker command gives to builds. */
function proxyArguments(config: DockerConfig): Readonly<Record<string, string>> {
  const names = {
    httpProxy: 'HTTP_PROXY',
    httpsProxy: 'HTTPS_PROXY',
    ftpProxy: 'FTP_PROXY',
    noProxy: 'NO_PROXY',
    allProxy: 'ALL_PROXY',
  };
  const proxies = config.proxies?.['default'] ?? {};
  return Object.fromEntries(
    Object.entries(names).flatMap(([key, name]) => {
      const value = proxies[key];
      return value
        ? [
            [name, value],
            [name.toLowerCase(), value],
          ]
        : [];
    }),
  );
}

function apiVersion(offered: string): string {
  const [major = NaN, minor = NaN] = offered.split('.').map(Number);
  const [newestMajor = 0, newestMinor = 0] = newestVersion.split('.').map(Number);
  if (Number.isNaN(major) || Number.isNaN(minor)) return '';
  return major > newestMajor || (major === newestMajor && minor > newestMinor) ? `v${newestVersion}` : `v${offered}`;
}

function failureOf(error: unknown): string {
  const cause = error instanceof AppError && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  if (code === 'ENOENT') return 'no engine there';
  if (code === 'EACCES') return 'you may not use this socket; add yourself to the group that owns it, often "docker"';
  if (code === 'ECONNREFUSED') return 'nothing listens there: the engine is not running';
  return messageOf(cause);
}

function noAnswer(strategy: Strategy, tried: readonly Attempt[]): AppError {
  const last = tried.at(-1);
  return new AppError(
    'engine.none',
    `No container engine answers at ${last?.address ?? ''}, which ${strategy.name} names: ${last?.failure ?? ''}.`,
    `Start that engine, or correct or unset ${strategy.name}.`,
  );
}
