const mebibyte = 1024 * 1024;
const bodyLimit = 6 * mebibyte;
/** Seconds that the platform waits for an answer. */
export const answerLimit = 60;

/** A setting that lets through less, or waits for less, than the platform does. */
export interface TightLimit {
  readonly kind: 'size' | 'time';
  /** What it comes to: `1m`, `30`. */
  readonly said: string;
  /** The setting as it should be. */
  readonly wanted: string;
}

/** Of one kind of server: its files, and the limits that these set. */
interface LimitReader {
  readonly isFile: (name: string, text: string) => boolean;
  /** Without comments. */
  readonly limits: (text: string) => readonly (TightLimit | undefined)[];
}

const readers: readonly LimitReader[] = [
  { isFile: isNginx, limits: ofNginx },
  { isFile: (name) => /^haproxy[^/]*\.(?:cfg|conf)$/.test(name), limits: ofHaproxy },
  { isFile: (name, text) => /\.(?:ini|ya?ml)$/.test(name) && /^\s*(?:\[uwsgi\]|uwsgi:)/m.test(text), limits: ofUwsgi },
  { isFile: (name) => /^lighttpd[^/]*\.conf$/.test(name), limits: ofLighttpd },
  {
    isFile: (name, text) =>
      name.endsWith('.conf') && /^\s*(?:<VirtualHost\b|ProxyPass\s|LimitRequestBody\s)/im.test(text),
    limits: ofHttpd,
  },
];

export function isNginx(name: string): boolean {
  return /nginx[^/]*\.conf$/.test(name);
}

/** Settings of a proxy's, or an application server's, own file that are tighter than the platform; none for other files. */
export function tightLimits(name: string, text: string): readonly TightLimit[] {
  const config = text.replace(/(?:^|[\s;])#.*$/gm, '').replace(/^\s*;.*$/gm, '');
  const reader = readers.find(({ isFile }) => isFile(name, config));
  return reader?.limits(config).filter((limit) => limit !== undefined) ?? [];
}

/** 0 means that any size may come. */
function ofSize(bytes: number, said: string, wanted: string): TightLimit | undefined {
  return bytes > 0 && bytes < bodyLimit ? { kind: 'size', said, wanted } : undefined;
}

/** 0 means that it waits for ever. */
function ofTime(seconds: number, wanted: string): TightLimit | undefined {
  return seconds > 0 && seconds < answerLimit ? { kind: 'time', said: String(seconds), wanted } : undefined;
}

const sizes: Readonly<Record<string, number>> = { k: 1024, m: mebibyte, g: 1024 * mebibyte };

function ofNginx(text: string): readonly (TightLimit | undefined)[] {
  const [, number = '1', unit = 'm'] = /\bclient_max_body_size\s+(\d+)\s*([kmg]?)\s*;/i.exec(text) ?? [];
  const isSet = /\bclient_max_body_size\s/i.test(text);
  const bytes = Number(number) * (sizes[unit.toLowerCase()] ?? 1);
  const said = isSet ? `${number}${unit}` : 'the default of 1m';
  const [, name = 'proxy', wait = '', scale = ''] =
    /\b(proxy|uwsgi|fastcgi|scgi)_read_timeout\s+(\d+)(s|ms|m)?\s*;/.exec(text) ?? [];
  const seconds = Number(wait) * ({ ms: 0.001, m: 60 }[scale] ?? 1);
  return [ofSize(bytes, said, 'client_max_body_size 6m;'), ofTime(seconds, name + '_read_timeout 60s;')];
}

const scales: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 };

/** A section with a time of its own does not go by that of the defaults before it; without any there is no limit. */
function ofHaproxy(text: string): readonly (TightLimit | undefined)[] {
  let inherited: number | undefined;
  return text.split(/^(?=\s*(?:global|defaults|frontend|backend|listen)\b)/m).map((section) => {
    const [, number, scale = 'ms'] = /^\s*timeout\s+server\s+(\d+)(us|ms|s|m|h|d)?\s*$/m.exec(section) ?? [];
    const own = number === undefined ? undefined : Number(number) * (scales[scale] ?? 1);
    if (/^\s*defaults\b/.test(section)) inherited = own;
    const isAsking = /^\s*(?:backend|listen)\b/.test(section) && /^\s*server\s+\S/m.test(section);
    return isAsking ? ofTime(own ?? inherited ?? 0, 'timeout server 60s') : undefined;
  });
}

function ofUwsgi(text: string): readonly (TightLimit | undefined)[] {
  const setting = (name: string) =>
    Number(new RegExp(`^\\s*${name}\\s*[:=]\\s*["']?(\\d+)\\b`, 'm').exec(text)?.[1] ?? 0);
  const times = ['harakiri', 'http-timeout'].map((name) => ofTime(setting(name), `${name} = ${String(answerLimit)}`));
  const bytes = setting('limit-post');
  return [...times, ofSize(bytes, `${String(bytes)}B`, `limit-post = ${String(bodyLimit)}`)];
}

/** The size is one of kilobytes. */
function ofLighttpd(text: string): readonly (TightLimit | undefined)[] {
  const kilobytes = Number(/\bserver\.max-request-size\s*=\s*(\d+)/.exec(text)?.[1] ?? 0);
  const seconds = Number(/"read-timeout"\s*=>\s*(\d+)/.exec(text)?.[1] ?? 0);
  return [
    ofSize(kilobytes * 1024, `${String(kilobytes)}k`, `server.max-request-size = ${String(bodyLimit / 1024)}`),
    ofTime(seconds, `"read-timeout" => ${String(answerLimit)}`),
  ];
}

/** What a proxied route says itself goes before ProxyTimeout, and that before Timeout. */
function ofHttpd(text: string): readonly (TightLimit | undefined)[] {
  const setting = (name: string) =>
    /^\s*(\d+)\s*$/.exec(new RegExp(`^\\s*${name}\\s+(.*)$`, 'im').exec(text)?.[1] ?? '');
  const bytes = Number(setting('LimitRequestBody')?.[1] ?? 0);
  const size = ofSize(bytes, `${String(bytes)}B`, 'LimitRequestBody 6291456');
  const route = /^\s*ProxyPass\s.*\btimeout=(\d+)(?!\w)/im.exec(text)?.[1];
  if (route !== undefined) return [size, ofTime(Number(route), `timeout=${String(answerLimit)}`)];
  if (!/^\s*(?:ProxyPass|ProxyPassMatch)\s/im.test(text)) return [size];
  const name = setting('ProxyTimeout') ? 'ProxyTimeout' : 'Timeout';
  return [size, ofTime(Number(setting(name)?.[1] ?? 0), `${name} ${String(answerLimit)}`)];
}
