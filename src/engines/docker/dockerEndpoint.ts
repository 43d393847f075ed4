/** Where a Docker API listens. */
export type DockerEndpoint = SocketEndpoint | TcpEndpoint;

/** A Unix socket, or a named pipe of Windows (`//./pipe/docker_engine`). */
export interface SocketEndpoint {
  readonly socketPath: string;
}

export interface TcpEndpoint {
  readonly host: string;
  readonly port: number;
  /** Present for TLS; PEM texts. */
  readonly tls?: TlsMaterial;
}

export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Off where the user's context says so. */
  readonly verify: boolean;
}

/** An endpoint that some place of this machine names, or the reason why it can't be used. */
export type Candidate =
  | { readonly address: string; readonly endpoint: DockerEndpoint }
  | { readonly address: string; readonly refused: string };

/**
 * Read an address as the `docker` command takes it: `unix:///run/docker.sock`, `npipe:////./pipe/docker_engine`,
 * `tcp://host:2375`, `ssh://…` (refused).
 * @param tls for `tcp://`
 */
export function readAddress(address: string, tls?: TlsMaterial): Candidate {
  const [, scheme = 'tcp', rest = address] = /^(\w+):\/\/(.*)$/.exec(address) ?? [];
  switch (scheme) {
    case 'unix':
    case 'npipe':
      return rest ? { address, endpoint: { socketPath: rest } } : { address, refused: 'it names no socket' };
    case 'tcp':
    case 'http':
    case 'https':
      return readTcp(address, rest, tls ?? (scheme === 'https' ? { verify: true } : undefined));
    case 'ssh':
      return {
        address,
        refused:
          'ssh is not supported; forward its socket, for example with "ssh -NL 23750:/var/run/docker.sock HOST", and set DOCKER_HOST=tcp://127.0.0.1:23750',
      };
    default:
      return { address, refused: `the scheme "${scheme}" is not supported` };
  }
}

function readTcp(address: string, rest: string, tls: TlsMaterial | undefined): Candidate {
  const text = `http://${rest}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname) return { address, refused: 'it is not a host and a port' };
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  // URL drops port 80 as the default of http, so the port is looked for in the text as well.
  const port = url.port ? Number(url.port) : /:80\/?$/.test(rest) ? 80 : tls ? 2376 : 2375;
  return { address, endpoint: { host, port, ...(tls && { tls }) } };
}
