import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianRelease } from './baseImage';
import { cached } from './cache';
import { must } from './child';
import { withPackageLists } from './packageLists';

/** Names the folder with R: a build context whose `r.tar` is a whole root file system. */
export const rVariable = 'SAGEMAKER_CONTAINERS_TEST_R';

/** R as people install it, and what runs a shell script. */
const debianPackages = [
  ...['r-base-core', 'r-cran-plumber'],
  ...['bash', 'dash', 'coreutils', 'sed', 'grep', 'base-files', 'base-passwd', 'libc-bin'],
];
const leftOut = ['./usr/share/doc/*', './usr/share/locale/*', './usr/share/man/*'];
/** What the packages' own scripts would have linked: `which` is how R finds programs. */
const links = { 'usr/bin/which': 'which.debianutils' } as const;
const dockerfile = `FROM scratch
ADD r.tar /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
`;

/**
 * That folder in the cache, made of Debian's packages; they are fetched from where this machine's apt takes its own, and unpacked without running their
 * scripts, which takes a tenth of the time that an installation does.
 */
export function rRoot(): Promise<string> {
  const recipe = createHash('sha256')
    .update(JSON.stringify([debianPackages, leftOut, links, dockerfile]))
    .digest('hex')
    .slice(0, 8);
  return cached(`r-${debianRelease()}-${process.arch}-${recipe}`, async (folder) => {
    const work = mkdtempSync(join(tmpdir(), 'r-'));
    try {
      await download(work);
      const root = join(work, 'root');
      mkdirSync(root);
      await unpack(join(work, 'debs'), root);
      await finish(root);
      mkdirSync(folder);
      await must('tar', ['--directory', root, '--create', '--file', join(folder, 'r.tar'), '.'], { output: 'quiet' });
      writeFileSync(join(folder, 'Dockerfile'), dockerfile);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
}

/** With all that they depend on, whatever is installed here. */
async function download(work: string): Promise<void> {
  mkdirSync(join(work, 'debs/partial'), { recursive: true });
  writeFileSync(join(work, 'status'), '');
  const places = [`Dir::State::status=${join(work, 'status')}`, `Dir::Cache::archives=${join(work, 'debs')}`];
  // Its locks are the machine's, and nothing of the machine's is written.
  const options = [...places, 'Debug::NoLocking=1'].flatMap((option) => ['--option', option]);
  const wanted = ['install', '--yes', '--quiet', '--no-install-recommends', '--download-only', ...debianPackages];
  await withPackageLists(() => must('apt-get', [...options, ...wanted], { output: 'quiet' }));
}

async function unpack(debs: string, root: string): Promise<void> {
  const without = leftOut.map((path) => `--exclude='${path}'`).join(' ');
  const one = `dpkg-deb --fsys-tarfile "$0" | tar --extract --directory "$1" ${without}`;
  const all = `set -e; for deb in "$0"/*.deb; do ${one.replace('$0', '$deb')}; done`;
  await must('sh', ['-c', all, debs, root], { output: 'quiet' });
}

/** What the packages' own scripts would have done. */
async function finish(root: string): Promise<void> {
  const find = ['-c', 'basename "$(dirname "$0"/usr/lib/*/blas)"', root];
  const libraries = join(root, 'usr/lib', (await must('sh', find, { output: 'quiet' })).trim());
  for (const [link, target] of Object.entries(links)) symlinkSync(target, join(root, link));
  for (const name of ['blas', 'lapack']) symlinkSync(`${name}/lib${name}.so.3`, join(libraries, `lib${name}.so.3`));
  copyFileSync(join(root, 'usr/lib/R/etc/Renviron.ucf'), join(root, 'etc/R/Renviron'));
  for (const name of ['passwd', 'group'])
    copyFileSync(join(root, `usr/share/base-passwd/${name}.master`), join(root, 'etc', name));
  await must('chroot', [root, '/sbin/ldconfig'], { output: 'quiet' });
}
