import { readFile } from 'node:fs/promises';
import type { Container } from '../../engines/engine';

/**
 * What a shell in the container would say of its processes, read from this machine: an image of a single program has no shell.
 * @returns undefined where the container runs on another machine
 */
export async function processesFromHost(container: Container): Promise<string | undefined> {
  const lines = await Promise.all((await container.processIds()).map(processLine));
  return lines.length > 0 ? lines.join('\n') : undefined;
}

async function processLine(pid: number): Promise<string> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
  // Its number inside comes last.
  const own = field('NSpid').split(/\s+/).at(-1) ?? '';
  return `${own} ${field('SigCgt')} ${field('SigBlk')} ${field('SigIgn')} - ${field('Name')}`;
}

/** Local addresses of the sockets that listen, as /proc writes them; undefined where the container runs on another machine. */
export async function socketsFromHost(container: Container): Promise<string | undefined> {
  const [first] = await container.processIds();
  if (first === undefined) return undefined;
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/${String(first)}/net/${name}`, 'utf8').catch(() => '')),
  );
  const rows = tables.flatMap((table) => table.split('\n').map((row) => row.trim().split(/\s+/)));
  return rows.flatMap(([, address = '', , state]) => (state === '0A' ? [address] : [])).join('\n');
}
