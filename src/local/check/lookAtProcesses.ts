import type { Container } from '../../engines/engine';
import { gunicornScript, gunicornSeconds } from './gunicornLook';
import { processesFromHost, socketsFromHost } from './lookFromHost';

/** A process inside a container. */
export interface ProcessLook {
  readonly pid: number;
  readonly name: string;
  /** Whether SIGTERM does not have its default effect on it: it has a handler, or waits for the signal. */
  readonly catches: boolean;
  /** It has asked not to get SIGTERM at all. */
  readonly ignores: boolean;
  /** Of a JVM: whether it was told how many processors there are. */
  readonly jvm?: 'told' | 'untold';
  /** Of Gunicorn: the seconds that it gives a worker, as far as its command line or its file says so. */
  readonly workerSeconds?: number;
}

/** By what every shell can do: an image need not have `ps`, or even `cat`. */
const script = `for p in /proc/[0-9]*; do
  [ "\${p#/proc/}" = "$$" ] && continue
  n=; c=0; b=0; i=0
  while read -r k v; do
    case "$k" in Name:) n=$v;; SigCgt:) c=$v;; SigBlk:) b=$v;; SigIgn:) i=$v;; esac
  done < "$p/status"
  j=-
  if [ "$n" = java ]; then
    j=untold
    for f in cmdline environ; do
      IFS= read -r l < "$p/$f"
      case "$l" in *-XX:-UseContainerSupport*|*-XX:ActiveProcessorCount*) j=told;; esac
    done
  fi
  echo "\${p#/proc/} $c $b $i $j $n"
  IFS= read -r l < "$p/cmdline"
  case "$l" in *gunicorn*) ${gunicornScript};; esac
done 2>/dev/null`;

/** Programs that wait for signals instead of handling them, which the kernel does not show: it unblocks what is waited for. */
const waiting = /^(?:tini|dumb-init|docker-init|catatonit)/;

/** Bit of SIGTERM in the masks of /proc. */
const terminate = 1n << 14n;

/** The processes of a running container, the first one first; undefined when nobody can look. */
export async function lookAtProcesses(container: Container): Promise<readonly ProcessLook[] | undefined> {
  const said = (await container.ask(['/bin/sh', '-c', script])) ?? (await processesFromHost(container));
  const lines = (said ?? '').split('\n');
  const found = lines.flatMap((line, index): readonly ProcessLook[] => {
    const [, pid, caught = '0', blocked = '0', ignored = '0', jvm = '', name = ''] =
      /^(\d+) ([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+) (-|told|untold) (.*)$/.exec(line) ?? [];
    if (pid === undefined) return [];
    const isTold: Pick<ProcessLook, 'jvm'> = jvm === 'told' || jvm === 'untold' ? { jvm } : {};
    const seconds = gunicornSeconds(lines[index + 1]);
    const isTimed = seconds === undefined ? {} : { workerSeconds: seconds };
    const has = (mask: string) => (BigInt(`0x${mask}`) & terminate) !== 0n;
    const catches = has(caught) || has(blocked) || waiting.test(name);
    return [{ pid: Number(pid), name, catches, ignores: has(ignored), ...isTold, ...isTimed }];
  });
  return found.some(({ pid }) => pid === 1) ? found.sort((one, other) => one.pid - other.pid) : undefined;
}

const sockets = `while read -r n a r s x; do [ "$s" = 0A ] && echo "$a"; done < /proc/net/tcp
while read -r n a r s x; do [ "$s" = 0A ] && echo "$a"; done < /proc/net/tcp6`;

/** Addresses that something in a container listens on, `0.0.0.0:8080`; undefined when nobody can look. */
export async function lookAtSockets(container: Container): Promise<readonly string[] | undefined> {
  const said = (await container.ask(['/bin/sh', '-c', sockets])) ?? (await socketsFromHost(container));
  if (said === undefined) return undefined;
  const found = said.split('\n').flatMap((line) => {
    const [, address = '', port = ''] = /^([0-9A-F]+):([0-9A-F]{4})$/i.exec(line.trim()) ?? [];
    return address === '' ? [] : [`${readAddress(address)}:${String(Number.parseInt(port, 16))}`];
  });
  // The engine's own name server.
  return [...new Set(found)].filter((address) => !address.startsWith('127.0.0.11:'));
}

/** An address as /proc writes it: words of four bytes, each backwards. */
function readAddress(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  for (let at = 0; at < bytes.length; at += 4) bytes.subarray(at, at + 4).reverse();
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.every((byte) => byte === 0)) return '[::]';
  const isMapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255;
  if (isMapped) return bytes.subarray(12).join('.');
  return bytes.subarray(0, 15).every((byte) => byte === 0) && bytes[15] === 1 ? '[::1]' : '[…]';
}
