import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { cached } from './cache';
import { must } from './child';

/** The name under which tests and examples find it, as they would on a machine that pulls images. */
const baseImage = { repo: 'python', tag: '3.11-slim' } as const;

const debianPackages = [
  ...['python3', 'dash', 'bash', 'coreutils', 'libc-bin', 'base-files', 'base-passwd'],
  ...['tar', 'gzip', 'grep', 'sed', 'findutils', 'hostname'],
  // What Debian's own images have beside it.
  'mawk',
  // Wheels are linked to it, and images that are pulled have it.
  'libstdc++6',
];
const leftOut = ['/usr/share/doc/*', '/usr/share/locale/*', '/usr/share/man/*'];

/**
 * The root file system of a small image with Python, made from Debian packages as root; a tar file in the cache.
 * Packages come from where this machine's apt takes its own.
 */
export function baseImageArchive(): Promise<string> {
  const codename = debianRelease();
  const recipe = createHash('sha256')
    .update(JSON.stringify([debianPackages, leftOut]))
    .digest('hex')
    .slice(0, 8);
  return cached(`base-image-${codename}-${process.arch}-${recipe}.tar`, async (archive) => {
    const folder = mkdtempSync(join(tmpdir(), 'base-image-'));
    try {
      const root = join(folder, 'root');
      await unpackDebian(codename, root);
      await must('tar', ['--directory', root, '--create', '--file', archive, '.'], { output: 'quiet' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

async function unpackDebian(codename: string, root: string): Promise<void> {
  const exclude = leftOut.map((path) => `--dpkgopt=path-exclude=${path}`);
  const include = `--include=${debianPackages.join(',')}`;
  const options = ['--quiet', '--variant=extract', '--format=directory', include, ...exclude];
  await must('mmdebstrap', [...options, codename, root, ...aptSources()], { output: 'quiet' });
  // What the packages' own scripts, which are not run, would have done.
  for (const [link, target] of [
    ['bin/sh', 'dash'],
    ['usr/bin/python', 'python3'],
    ['usr/bin/awk', 'mawk'],
  ] as const) {
    rmSync(join(root, link), { force: true });
    symlinkSync(target, join(root, link));
  }
  for (const name of ['passwd', 'group']) {
    copyFileSync(join(root, `usr/share/base-passwd/${name}.master`), join(root, 'etc', name));
  }
  await must('chroot', [root, '/sbin/ldconfig'], { output: 'quiet' });
  for (const unneeded of ['var/lib/apt', 'var/cache', 'var/lib/dpkg/info']) {
    for (const name of readdirSync(join(root, unneeded))) {
      rmSync(join(root, unneeded, name), { recursive: true, force: true });
    }
  }
}

/** This machine's release of Debian, such as bookworm. */
export function debianRelease(): string {
  return /^VERSION_CODENAME=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'stable';
}

/** Where this machine's apt takes packages from, as files. */
export function aptSources(): readonly string[] {
  const folder = '/etc/apt/sources.list.d';
  const more = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(list|sources)$/.test(name)) : [];
  return ['/etc/apt/sources.list', ...more.map((name) => join(folder, name))].filter((file) => existsSync(file));
}

/** Give an engine the base image. @param socket path of the engine's socket @param archive see `baseImageArchive` */
export async function importBaseImage(socket: string, archive: string): Promise<void> {
  const docker = new Docker({ socketPath: socket });
  const changes = ['ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'CMD ["python3"]'];
  const progress = await docker.importImage(createReadStream(archive), { ...baseImage, changes });
  await new Promise<void>((resolve, reject) =>
    docker.modem.followProgress(progress, (error) => (error ? reject(error) : resolve())),
  );
}
