import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { baseImageArchive } from './baseImage';
import { installEditor, type EditorInstall, type EditorName } from './editorInstall';
import { canInstall, install, installCommand, type Requirement } from './requirements';
import { preparePackages } from './packages';
import { needsOf, requirementsOf, type Need, type Ring } from './rings';
import { findProgram } from './programs';
import { pythonOf } from './xgboostWheels';

/** A machine made ready for the rings that need more than Node. Plain data: it is handed to another process. */
export interface Machine {
  /** Whether rings run in a network and a process space of their own. */
  readonly isolated: boolean;
  readonly engine: 'private' | 'existing' | 'none';
  /** A tar file; absent where the engine is not ours to fill. */
  readonly baseImage?: string;
  /** Variables of the tests that name folders with packages; what could not be had has none. */
  readonly packages: Readonly<Record<string, string>>;
  /** By ring name; a ring that isn't here uses a desktop editor, which is downloaded. */
  readonly editors: Readonly<Record<string, EditorInstall>>;
  /** Why a ring can't run here and what would help, by ring name. */
  readonly missing: Readonly<Record<string, string>>;
}

export interface MachineOptions {
  /** Use the engine that DOCKER_HOST, or Docker's default socket, leads to. */
  readonly useEngine: boolean;
  /** Tells a person what is going on. */
  readonly say: (what: string) => void;
}

/** Install what the rings need, where this machine is ours to change; say what is missing where it is not. */
export async function prepareMachine(selected: readonly Ring[], options: MachineOptions): Promise<Machine> {
  const needed = new Set(selected.flatMap(needsOf));
  const required = [...needed].flatMap((need) => requirementsFor(need, options));
  const absent = () => required.filter((requirement) => !requirement.present());
  if (absent().length > 0 && canInstall()) {
    options.say(`installing ${[...new Set(absent().map(({ debianPackage }) => debianPackage))].join(', ')}`);
    await install(absent());
  }
  const missing = missingOf(selected, options);
  const runnable = selected.filter(({ name }) => missing[name] === undefined);
  const engine = !runnable.some((ring) => needsOf(ring).includes('engine'))
    ? 'none'
    : options.useEngine
      ? 'existing'
      : 'private';
  const archive = engine === 'private' ? await madeReady('the base image', options, baseImageArchive) : undefined;
  const python = archive === undefined ? '3.11' : pythonOf(archive);
  const ready = (what: string, make: () => Promise<string>) => madeReady(what, options, make);
  const names = new Set(runnable.map(({ name }) => name));
  const [packages, editors] = await Promise.all([
    preparePackages(names, python, { say: options.say, ready }),
    editorsFor(runnable, options),
  ]);
  return {
    isolated: !options.useEngine && canIsolate(),
    engine,
    ...(archive !== undefined && { baseImage: archive }),
    packages,
    editors,
    missing,
  };
}

async function madeReady<T>(what: string, { say }: MachineOptions, make: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const made = await make();
  say(`${what} is ready (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return made;
}

async function editorsFor(runnable: readonly Ring[], options: MachineOptions): Promise<Machine['editors']> {
  const editors: Record<string, EditorInstall> = {};
  for (const ring of runnable.filter((one) => needsOf(one).includes('editor'))) {
    const name: EditorName = ring.kind === 'host' ? ring.editor : 'current';
    // Hosts other than Linux run the desktop's own editor; the browser tests drive the server everywhere.
    if (ring.kind === 'host' && process.platform !== 'linux') continue;
    editors[ring.name] = await madeReady(`the ${name} editor for ${ring.name}`, options, () => installEditor(name));
  }
  return editors;
}

/** Namespaces need Linux, root and the tools for them. */
function canIsolate(): boolean {
  return (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    ['unshare', 'setpriv', 'tini', 'ip'].every((name) => findProgram(name) !== undefined)
  );
}

function requirementsFor(need: Need, { useEngine }: MachineOptions): readonly Requirement[] {
  if (process.platform !== 'linux' && need !== 'editor') return [];
  if (need === 'engine' && useEngine) return [];
  if (need === 'namespaces') return requirementsOf.namespaces.filter(({ name }) => name === 'python3' || canInstall());
  return requirementsOf[need];
}

function missingOf(selected: readonly Ring[], options: MachineOptions): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const ring of selected) {
    const reason = needsOf(ring)
      .map((need) => whyNot(need, options))
      .find((why) => why !== undefined);
    if (reason !== undefined) missing[ring.name] = reason;
  }
  return missing;
}

function whyNot(need: Need, options: MachineOptions): string | undefined {
  if (need === 'engine' && options.useEngine && !engineIsThere()) {
    return 'no Docker engine was found: start one, or set DOCKER_HOST';
  }
  if (need === 'engine' && !options.useEngine && !canInstall()) {
    return 'a Docker engine of its own takes Debian and root: add --use-engine to use the engine of this machine';
  }
  const absent = requirementsFor(need, options).filter((requirement) => !requirement.present());
  if (absent.length === 0) return undefined;
  const names = absent.map(({ name }) => name).join(', ');
  const how = process.platform === 'linux' ? installCommand(absent) : 'install a Chromium and name it in CHROMIUM';
  return `${names} is missing: ${how}`;
}

function engineIsThere(): boolean {
  if (process.env['DOCKER_HOST'] !== undefined || process.platform === 'win32') return true;
  return ['/var/run/docker.sock', join(homedir(), '.docker/run/docker.sock')].some((socket) => existsSync(socket));
}
