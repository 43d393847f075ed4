import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ClientRequest } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** Agents that take requests to the proxy that the variables name. */
export interface ProxyAgents {
  readonly httpAgent: HttpsProxyAgent<string>;
  readonly httpsAgent: HttpsProxyAgent<string>;
}

/** The proxy of the variables that AWS's other tools take too; undefined when there is none. */
export function proxyAgents(environment: NodeJS.ProcessEnv): ProxyAgents | undefined {
  const named = (name: string) => environment[name.toLowerCase()] ?? environment[name];
  const secure = urlOf(named('HTTPS_PROXY') ?? named('ALL_PROXY'));
  const plain = urlOf(named('HTTP_PROXY') ?? named('ALL_PROXY'));
  if (secure === undefined && plain === undefined) return undefined;
  const exceptions = named('NO_PROXY') ?? '';
  return { httpAgent: new ProxyAgent(plain, exceptions), httpsAgent: new ProxyAgent(secure, exceptions) };
}

function urlOf(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  return /^[a-z0-9+.-]+:\/\//i.test(text) ? text : `http://${text}`;
}

type Options = Parameters<HttpsProxyAgent<string>['connect']>[1];

/** Goes through a proxy, but for the hosts that NO_PROXY excepts, and for all when there is no proxy for this protocol. */
class ProxyAgent extends HttpsProxyAgent<string> {
  constructor(
    private readonly url: string | undefined,
    private readonly exceptions: string,
  ) {
    super(url ?? 'http://127.0.0.1', { keepAlive: true, maxSockets: 50 });
  }

  override connect(request: ClientRequest, options: Options): Promise<Socket> {
    const { host = 'localhost', port } = options;
    if (this.url !== undefined && !isExcepted(host, port, this.exceptions)) return super.connect(request, options);
    if (!options.secureEndpoint) return Promise.resolve(connect({ host, port }));
    const servername = options.servername ?? (isIP(host) === 0 ? host : '');
    return Promise.resolve(connectTls({ ...options, host, port, servername }));
  }
}

/**
 * Whether NO_PROXY excepts a host. Its entries are hosts, ends of hosts with or without a dot before them, `*` for all, each with a
 * port where only that one is meant.
 */
export function isExcepted(host: string, port: number, exceptions: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return exceptions.split(/[\s,]+/).some((entry) => {
    const [, wanted = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (only !== undefined && Number(only) !== port) return false;
    const end = wanted.replace(/^\*?\./, '');
    if (wanted === '*') return true;
    return end !== '' && (name === end || name.endsWith(`.${end}`));
  });
}
