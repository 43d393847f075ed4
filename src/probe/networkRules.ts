import { is, matches, present, type ProbeRule } from './probeRule';
import { isRecord } from './probeDump';

const servers = ['hosting', 'pipeline', 'transform'] as const;
/** Headers that HTTP itself needs. */
const ofHttp: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'user-agent',
]);

/** Rules about the network, and about the requests that a serving container gets. */
export const networkRules: readonly ProbeRule[] = [
  {
    id: 'T18',
    kinds: ['training'],
    key: 'network.interfaces',
    says: 'the interface between hosts is eth0',
    fault: hasEth0,
  },
  {
    id: 'T36',
    kinds: ['training'],
    key: 'network.credentials',
    says: 'credentials of the role come from 169.254.170.2',
    fault: (value) => (Array.isArray(value) ? undefined : 'no credentials are served here'),
    depends: true,
  },
  {
    id: 'T35',
    kinds: ['training'],
    key: 'network.taskMetadata',
    says: 'task metadata is served as on ECS',
    fault: (value) => (Array.isArray(value) ? undefined : 'no task metadata is served here'),
    depends: true,
  },
  {
    id: 'T61',
    key: 'network.s3',
    says: 'only an isolated container has no way to S3',
    fault: is('reachable'),
    depends: true,
  },
  { id: 'O6', key: /^network\.(instanceMetadata|credentials|taskMetadata)$/, says: 'not published', depends: true },
  {
    id: 'T62',
    kinds: ['training', 'processing'],
    key: /^peer\./,
    says: 'every host of resourceconfig.json has an address, this one too',
    fault: matches(/container/, 'a name with an address'),
  },
  { id: 'I2', kinds: ['hosting'], key: 'serving.port', says: 'port 8080', fault: is(8080) },
  { id: 'B1', kinds: ['transform'], key: 'serving.port', says: 'port 8080', fault: is(8080) },
  { id: 'I21', kinds: ['pipeline'], key: 'serving.port', says: 'the port of SAGEMAKER_BIND_TO_PORT', fault: present },
  {
    id: 'I3',
    kinds: ['hosting', 'pipeline'],
    key: 'request.GET /ping.1',
    says: 'GET /ping soon after the start, by AHC/2.0',
    fault: (value) => (header(value, 'user-agent') === 'AHC/2.0' ? undefined : 'User-Agent should be AHC/2.0'),
    required: 'there was none',
  },
  {
    id: 'B3',
    kinds: ['transform'],
    key: 'request.GET /ping.1',
    says: '/ping comes first',
    fault: present,
    required: 'there was none',
  },
  {
    id: 'B3',
    kinds: ['transform'],
    key: 'request.GET /execution-parameters.1',
    says: '/execution-parameters is asked for before the first record',
    fault: (value, { observed }) =>
      timeOf(value) <= timeOf(observed['request.POST /invocations.1']) ? undefined : 'a record came first',
    required: 'nobody asked',
  },
  {
    id: 'I9',
    kinds: ['hosting'],
    key: /^request\.POST \/invocations\./,
    says: 'headers of InvokeEndpoint only',
    fault: strangeHeaders,
  },
  {
    id: 'I24',
    kinds: ['pipeline'],
    key: /^request\.POST \/invocations\./,
    says: 'headers of InvokeEndpoint only; Content-Type is that of the step before, Accept is for the last step',
    fault: strangeHeaders,
  },
  {
    id: 'B11',
    kinds: ['transform'],
    key: /^request\.POST \/invocations\./,
    says: 'ContentType and Accept come with every call',
    fault: withoutTypes,
  },
  { id: 'I3', kinds: servers, key: /^(pace|request\.GET \/ping\.\d)$/, says: '/ping is repeated', fault: present },
];

function hasEth0(value: unknown): string | undefined {
  return Array.isArray(value) && value.includes('eth0') ? undefined : 'there is no eth0';
}

/** Headers of a request as name and value, names in lower case. */
export function headersOf(value: unknown): readonly (readonly [string, string])[] {
  const headers = isRecord(value) && Array.isArray(value['headers']) ? (value['headers'] as readonly unknown[]) : [];
  return headers.flatMap((pair) =>
    Array.isArray(pair) ? [[String(pair[0]).toLowerCase(), String(pair[1])] as const] : [],
  );
}

function header(value: unknown, wanted: string): string | undefined {
  return headersOf(value).find(([name]) => name === wanted)?.[1];
}

/** When a request came, in seconds since the start; never for one that didn't. */
function timeOf(request: unknown): number {
  return isRecord(request) && typeof request['at'] === 'number' ? request['at'] : Infinity;
}

function withoutTypes(value: unknown): string | undefined {
  const names = ['Content-Type', 'Accept'].filter((name) => header(value, name.toLowerCase()) === undefined);
  return names.length === 0 ? undefined : `${names.join(' and ')} should be there`;
}

function strangeHeaders(value: unknown): string | undefined {
  const isKnown = (name: string) =>
    ofHttp.has(name) || name === 'content-type' || name === 'accept' || name.startsWith('x-amzn-sagemaker-');
  const strange = headersOf(value)
    .map(([name]) => name)
    .filter((name) => !isKnown(name));
  return strange.length === 0 ? undefined : `${strange.join(', ')} should not be there`;
}
