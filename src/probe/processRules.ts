import { is, matches, present, type ProbeRule } from './probeRule';

/** Capabilities that Docker gives a container without privileges, as a bit mask. */
const usualCapabilities = 0xa80425fbn;

const jobs = ['training', 'processing'] as const;
const servers = ['hosting', 'pipeline', 'transform'] as const;

/** Rules about the process, its limits and the machine that it sees. */
export const processRules: readonly ProbeRule[] = [
  {
    id: 'T1',
    kinds: ['training'],
    key: 'process.arguments',
    says: 'ENTRYPOINT is kept, CMD is replaced by train',
    fault: is(['train']),
    required: 'no arguments were seen',
  },
  {
    id: 'P1',
    kinds: ['processing'],
    key: 'process.arguments',
    says: 'a processing image runs as it was built',
    fault: is(['as-built']),
  },
  {
    id: 'I1',
    kinds: ['hosting', 'pipeline'],
    key: 'process.arguments',
    says: 'ENTRYPOINT is kept, CMD is replaced by serve',
    fault: is(['serve']),
  },
  {
    id: 'B1',
    kinds: ['transform'],
    key: 'process.arguments',
    says: 'batch transform starts a container as hosting does',
    fault: is(['serve']),
  },
  { id: 'T6', key: 'process.id', says: 'an exec-form ENTRYPOINT is process 1 and gets the signals', fault: is(1) },
  { id: 'T10', key: 'process.user', says: 'the USER of the image applies, root without one', fault: is('0:0') },
  {
    id: 'T9',
    key: 'process.capabilities',
    says: 'a container runs without privileges and added capabilities',
    fault: addedCapabilities,
  },
  { id: 'G18', key: /^terminal\./, says: 'a container has no terminal', fault: is(false) },
  {
    id: 'T62',
    kinds: ['training'],
    key: /^(host\.name|env\.HOSTNAME)$/,
    says: 'the OS host name is that of an EC2 instance, never algo-N',
    fault: matches(/^ip-[\d-]+\./, 'like ip-10-0-1-2.region.compute.internal'),
  },
  {
    id: 'L24',
    kinds: ['training', 'processing', 'transform'],
    key: 'host.architecture',
    says: 'instances for jobs are amd64',
    fault: is('x86_64'),
    depends: true,
  },
  {
    id: 'T65',
    kinds: servers,
    key: 'disk.shm',
    says: '/dev/shm of an endpoint was seen with 64 MiB',
    fault: is(64 * 1024 * 1024),
  },
  { id: 'O2', kinds: jobs, key: 'disk.shm', says: 'the size of /dev/shm in a job is published nowhere' },
  { id: 'O2', key: /^limit\./, says: 'ulimits are published nowhere', depends: true },
  {
    id: 'T14',
    kinds: ['training'],
    key: 'disk.optMl',
    says: '/opt/ml and /tmp are on a volume of VolumeSizeInGB, apart from the system disk',
    fault: (value, { observed }) =>
      value === observed['disk.root'] ? 'it is the disk of / here, and without a size of its own' : undefined,
  },
  {
    id: 'T56',
    kinds: ['training'],
    key: 'signal.SIGTERM',
    says: 'a stop begins with SIGTERM, SIGKILL comes 120 s later',
    fault: present,
  },
  {
    id: 'P10',
    kinds: ['processing'],
    key: /^signal\.SIG(TERM|INT)$/,
    says: 'the documents speak of SIGINT and SIGTERM for a stop',
    fault: present,
  },
  {
    id: 'I12',
    kinds: servers,
    key: 'signal.SIGTERM',
    says: 'a stop begins with SIGTERM, SIGKILL comes 30 s later',
    fault: present,
  },
  { id: 'O7', key: 'signal.secondsAfterTerm', says: 'the time until SIGKILL is not known for every kind of job' },
];

function addedCapabilities(value: unknown): string | undefined {
  const held = typeof value === 'string' && /^[0-9a-f]+$/.test(value) ? BigInt(`0x${value}`) : undefined;
  if (held === undefined) return 'no capabilities were read';
  return (held & ~usualCapabilities) === 0n ? undefined : 'it holds more than Docker gives to every container';
}
