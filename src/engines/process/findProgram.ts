import { access, constants, open, stat } from 'node:fs/promises';
import type { StartFault } from '../startFailure';

/** A program file, or why it can't be started. */
export type FoundProgram =
  | { readonly file: string; readonly path: string; readonly interpreter?: readonly string[] }
  | { readonly fault: StartFault; readonly detail: string };

/** Where to look for a program. */
export interface ProgramSearch {
  readonly name: string;
  /** Folders of PATH, as the program will see them. */
  readonly folders: readonly string[];
  /** Relative names with a slash start here. */
  readonly workdir: string;
  /** The file of this machine behind a path that the program will see. */
  readonly place: (path: string) => string;
  readonly platform: NodeJS.Platform;
}

/** Find a program as a container engine would and look at its first bytes for what would keep it from starting. */
export async function findProgram(search: ProgramSearch): Promise<FoundProgram> {
  const { name, folders, workdir, place } = search;
  const separator = /[\\/]$/;
  const join = (folder: string) => `${folder.replace(separator, '')}/${name}`;
  const absolute = name.startsWith('/') || /^[A-Za-z]:[\\/]/.test(name);
  const paths = absolute ? [name] : name.includes('/') ? [join(workdir)] : folders.map(join);
  let passed: FoundProgram | undefined;
  for (const path of paths) {
    const fault = await faultOf(place(path), search.platform);
    if (fault === undefined) return look(path, search);
    if (fault === 'notExecutable') passed ??= { fault, detail: path };
  }
  return passed ?? { fault: 'notFound', detail: absolute ? '' : `looked in ${folders.join(', ')}` };
}

async function faultOf(file: string, platform: NodeJS.Platform): Promise<StartFault | undefined> {
  const facts = await stat(file).catch(() => undefined);
  if (!facts) return 'notFound';
  if (!facts.isFile()) return 'notExecutable';
  if (platform === 'win32') return undefined;
  // The superuser may execute what anybody may execute; access() says so for everybody else too.
  return access(file, constants.X_OK).then(
    () => undefined,
    () => 'notExecutable',
  );
}

async function look(path: string, { place, platform }: ProgramSearch): Promise<FoundProgram> {
  const file = place(path);
  // A file that may be executed but not read can't be looked at; it gets its chance.
  const head = await headOf(file).catch(() => undefined);
  if (!head) return { file, path };
  if (head.subarray(0, 4).equals(Buffer.from('\x7fELF', 'latin1'))) return foreign(head, platform) ?? { file, path };
  const line = /^#![ \t]*([^\n]*)/.exec(head.toString('latin1'))?.[1];
  if (line === undefined) return platform === 'linux' ? { fault: 'execFormat', detail: path } : { file, path };
  const interpreter = /^(\S+)(?:[ \t]+(.*?))?[ \t]*$/.exec(line);
  const [, program = '', argument] = interpreter ?? [];
  if (line.endsWith('\r')) return { fault: 'noInterpreter', detail: `the first line of ${path} ends with CRLF` };
  if (platform !== 'win32' && !(await stat(place(program)).catch(() => undefined))) {
    return { fault: 'noInterpreter', detail: `the first line of ${path} names ${program}` };
  }
  return { file, path, interpreter: argument === undefined ? [program] : [program, argument] };
}

/** Machine numbers of ELF by Node's names. */
const machines: Readonly<Record<number, string>> = { 3: 'ia32', 40: 'arm', 62: 'x64', 183: 'arm64' };

function foreign(head: Buffer, platform: NodeJS.Platform): FoundProgram | undefined {
  const machine = machines[head.length < 20 ? 0 : head.readUInt16LE(18)] ?? 'another processor';
  const fits = platform === 'linux' && (machine === process.arch || (machine === 'ia32' && process.arch === 'x64'));
  return fits ? undefined : { fault: 'execFormat', detail: `it is made for Linux on ${machine}` };
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
    return buffer.subarray(0, Math.max(bytesRead, 0));
  } finally {
    await handle.close();
  }
}
