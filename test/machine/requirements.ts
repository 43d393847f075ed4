import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { must } from './child';
import { findProgram } from './programs';

/** Something that a ring needs and Debian has in a package. */
export interface Requirement {
  readonly name: string;
  readonly debianPackage: string;
  readonly present: () => boolean;
}

const program = (name: string, debianPackage = name): Requirement => ({
  name,
  debianPackage,
  present: () => findProgram(name) !== undefined,
});

const includeFolder = '/usr/include';
const includes = (): readonly string[] => (existsSync(includeFolder) ? readdirSync(includeFolder) : []);
const fontFolder = '/usr/share/fonts';

export const requirements = {
  dockerd: program('dockerd', 'docker.io'),
  mmdebstrap: program('mmdebstrap'),
  ip: program('ip', 'iproute2'),
  unshare: program('unshare', 'util-linux'),
  setpriv: program('setpriv', 'util-linux'),
  tini: program('tini'),
  python: program('python3'),
  pip: program('pip3', 'python3-pip'),
  registry: program('docker-registry'),
  gcc: program('gcc'),
  headers: {
    name: 'headers of the C library',
    debianPackage: 'libc6-dev',
    present: () => process.platform !== 'linux' || existsSync('/usr/include/time.h'),
  },
  pythonHeaders: {
    name: 'the headers of Python',
    debianPackage: 'python3-dev',
    present: () => includes().some((name) => existsSync(`${includeFolder}/${name}/Python.h`)),
  },
  chromium: {
    name: 'chromium',
    debianPackage: 'chromium',
    present: () => findBrowser() !== undefined,
  },
  fonts: {
    name: 'a font',
    debianPackage: 'fonts-dejavu-core',
    present: () => process.platform !== 'linux' || (existsSync(fontFolder) && readdirSync(fontFolder).length > 0),
  },
} as const satisfies Record<string, Requirement>;

/** A Chromium that Playwright can drive; `CHROMIUM` names one that is not on PATH. */
export function findBrowser(): string | undefined {
  return (
    process.env['CHROMIUM'] ?? findProgram('chromium', 'chromium-browser', 'google-chrome', 'chrome.exe', 'msedge.exe')
  );
}

/** Whether this machine may be changed: Debian's package manager, and the rights to use it. */
export function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** The command that a person would type to get what is missing. */
export function installCommand(missing: readonly Requirement[]): string {
  return `apt-get install --no-install-recommends ${packages(missing).join(' ')}`;
}

/** Install Debian packages as root, without starting the services that some of them bring. */
export async function install(missing: readonly Requirement[]): Promise<void> {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const release = forbidServices();
  try {
    await must('apt-get', ['update', '-q'], { env: environment, output: 'quiet' });
    const options = ['install', '-q', '-y', '--no-install-recommends'];
    await must('apt-get', [...options, ...packages(missing)], { env: environment, output: 'quiet' });
  } finally {
    release();
  }
}

/** Debian asks this script before it starts a service; 101 says no. @returns a function that takes it away again */
function forbidServices(): () => void {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return () => undefined;
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(policy, { force: true });
}

function packages(missing: readonly Requirement[]): readonly string[] {
  return [...new Set(missing.map(({ debianPackage }) => debianPackage))];
}
