import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Credentials of a registry as the API takes them. */
export interface RegistryAuth {
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
  readonly serveraddress: string;
}

/** The parts of `~/.docker/config.json` that are read here. */
export interface DockerConfig {
  readonly auths?: Readonly<Record<string, { readonly auth?: string; readonly identitytoken?: string }>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
  readonly currentContext?: string;
  readonly proxies?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Runs `docker-credential-<helper> get` for a registry; gives what it prints. */
export type AskHelper = (helper: string, registry: string) => Promise<string>;

const dockerHub = 'https://index.docker.io/v1/';

/** The registry of an image name, as Docker reads names: the first part counts as a host when it has a dot or a port. */
export function registryOf(image: string): string {
  const first = image.includes('/') ? (image.split('/')[0] ?? '') : '';
  return first.includes('.') || first.includes(':') || first === 'localhost' ? registryOfHost(first) : dockerHub;
}

/** The name under which credentials are stored for a registry's host: Docker Hub's differs from the host that serves it. */
export function registryOfHost(host: string): string {
  return ['registry-1.docker.io', 'docker.io', 'index.docker.io'].includes(host) ? dockerHub : host;
}

/**
 * What this user has for a registry: a helper of its own, then the stored entry, then the general store.
 * Undefined when there is nothing: public images need none.
 */
export async function registryAuth(
  config: DockerConfig,
  registry: string,
  ask: AskHelper = askHelper,
): Promise<RegistryAuth | undefined> {
  const own = config.credHelpers?.[registry];
  if (own !== undefined) return fromHelper(own, registry, ask);
  const entry =
    config.auths?.[registry] ?? config.auths?.[`https://${registry}`] ?? config.auths?.[`https://${registry}/v1/`];
  if (entry?.identitytoken) return { identitytoken: entry.identitytoken, serveraddress: registry };
  if (entry?.auth) {
    const [username = '', ...rest] = Buffer.from(entry.auth, 'base64').toString().split(':');
    return { username, password: rest.join(':'), serveraddress: registry };
  }
  return config.credsStore ? fromHelper(config.credsStore, registry, ask) : undefined;
}

async function fromHelper(helper: string, registry: string, ask: AskHelper): Promise<RegistryAuth | undefined> {
  try {
    const { Username, Secret } = JSON.parse(await ask(helper, registry)) as {
      readonly Username?: string;
      readonly Secret?: string;
    };
    if (!Secret) return undefined;
    // The helpers' mark for a token instead of a password.
    if (Username === '<token>') return { identitytoken: Secret, serveraddress: registry };
    return { username: Username ?? '', password: Secret, serveraddress: registry };
  } catch {
    // No entry in the store, or no such helper: the registry itself will say when it wants credentials.
    return undefined;
  }
}

async function askHelper(helper: string, registry: string): Promise<string> {
  if (!/^[\w.-]+$/.test(helper)) throw new Error(`not the name of a credential helper: ${helper}`);
  const running = promisify(execFile)(`docker-credential-${helper}`, ['get'], { timeout: 10_000 });
  running.child.stdin?.end(registry);
  return (await running).stdout;
}

/** Everything that this user has, by registry: the classic builder wants it in advance. */
export async function allRegistryAuths(config: DockerConfig): Promise<Readonly<Record<string, RegistryAuth>>> {
  const registries = [...new Set([...Object.keys(config.auths ?? {}), ...Object.keys(config.credHelpers ?? {})])];
  const auths = await Promise.all(registries.map((registry) => registryAuth(config, registry)));
  return Object.fromEntries(registries.flatMap((registry, index) => (auths[index] ? [[registry, auths[index]]] : [])));
}

/** The value of the API's `X-Registry-Auth` and `X-Registry-Config` headers: padded, which Node's own base64url is not. */
export function authHeader(auth: object): string {
  return Buffer.from(JSON.stringify(auth)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
