import type { ContainerSpec, SlowDisk } from '../../contract/containerSpec';
import type { CheckBench } from './checkBench';
import type { Faulty, Layout } from './faulty';
import { watchProgram } from './watchProgram';

/** Bytes that a slow disk takes in a second. */
const writeBytesPerSecond = 1_000_000;
/** Blocks of 256 KB that are written to measure it: some two seconds. */
const blocks = 8;
/** A disk that takes them in less is not slow. */
const leastSeconds = 1;
/** Seconds that a shell may take. */
const patience = 30;

/**
 * What lies below the mounts of a container, by what every shell can do. File systems that have no number of a disk themselves, as btrfs,
 * name it as their source; it is the whole disk that takes limits, not a partition.
 */
const look = `while read -r id parent numbers root place rest; do
  source=\${rest#* - * }; source=\${source%% *}
  d=/sys/dev/block/$numbers
  [ -d "$d" ] || case "$source" in /dev/*) d=/sys/class/block/\${source##*/};; *) continue;; esac
  [ -f "$d/partition" ] && d=$d/..
  [ -f "$d/uevent" ] && while IFS== read -r k v; do [ "$k" = DEVNAME ] && echo "disk $v"; done < "$d/uevent"
done < /proc/self/mountinfo
echo end`;

/**
 * Each block is synced alone. With cgroups of version 1 a limit counts what the container itself waits for: a long write may have been taken
 * to the disk by the kernel, for example for somebody else's `sync`, before the container asks for it.
 */
const measure = `echo begin
i=0
while [ $i -lt ${String(blocks)} ]; do
  dd if=/dev/zero of=/opt/ml/model/.check bs=262144 count=1 conv=fsync 2>/dev/null || exit 1
  i=$((i + 1))
done
echo end`;

/** A container whose disk is slow, as a shell in such a one has measured; or why it can't be had. */
export async function slowDisk(bench: CheckBench, layOut: Layout): Promise<Faulty | string> {
  const seen = await ask(bench, await layOut('fault-disks'), look);
  if (!seen) return 'The image has no shell to look for its disk with.';
  const names = new Set(seen.flatMap(({ text }) => (text.startsWith('disk ') ? [text.slice('disk '.length)] : [])));
  if (names.size === 0) return 'No disk of its engine is seen from inside of the container.';
  const slowDisks = [...names].map((name): SlowDisk => ({ path: `/dev/${name}`, writeBytesPerSecond }));
  const apply = (spec: ContainerSpec): ContainerSpec => ({ ...spec, limits: { slowDisks } });
  const measured = await ask(bench, apply(await layOut('fault-measure')), measure);
  const at = (word: string) => measured?.find(({ text }) => text === word)?.at;
  const [begin, end] = [at('begin'), at('end')];
  if (begin === undefined || end === undefined) return 'The image has no dd to measure a disk with.';
  if (end - begin < leastSeconds) return 'Its engine does not slow disks down: what was written came as fast as ever.';
  return { apply };
}

async function ask(bench: CheckBench, spec: ContainerSpec, script: string) {
  const asked = { ...spec, entrypoint: ['/bin/sh'], arguments: ['-c', script] };
  const { startFailure, log } = await watchProgram(bench, asked, { stopAfter: patience, grace: 0 });
  return startFailure === undefined && log.some(({ text }) => text === 'end') ? log : undefined;
}
