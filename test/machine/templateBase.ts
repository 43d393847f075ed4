import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached } from './cache';
import { must } from './child';
import { withPackageLists } from './packageLists';
import { repository } from './repository';

/** Names the folder with the build context of the image that templates with packages are built on in tests. */
export const templateBaseVariable = 'SAGEMAKER_CONTAINERS_TEST_TEMPLATE_BASE';

const requirements = ['fastapi', 'flask'].map((server) =>
  join(repository, 'templates/inference-server', server, 'requirements.txt'),
);
/** A wheel of pip is a program: unpacked where Python looks, it installs. */
const pip = 'pip==25.3';
/** What pip takes packages from is a folder, since engines of tests are on no network. */
const dockerfile = `FROM python:3.11-slim
COPY wheels /opt/wheels/
COPY nginx /usr/sbin/
RUN python3 -m zipfile -e /opt/wheels/pip-*.whl /usr/lib/python3/dist-packages && chmod +x /usr/sbin/nginx
ENV PIP_NO_INDEX=1 PIP_FIND_LINKS=/opt/wheels PIP_NO_COMPILE=1 PIP_BREAK_SYSTEM_PACKAGES=1 PIP_ROOT_USER_ACTION=ignore
`;

/**
 * The folder of that image, in the cache: the base image with pip, the wheels of what templates require, and Debian's nginx. Taken from where this
 * machine's pip and apt take packages.
 * @param python version of the base image, such as 3.11
 */
export function templateBase(python: string): Promise<string> {
  const texts = requirements.map((file) => readFileSync(file, 'utf8'));
  const recipe = createHash('sha256')
    .update([dockerfile, pip, ...texts].join('\n'))
    .digest('hex')
    .slice(0, 8);
  return cached(`template-base-${python}-${process.arch}-${recipe}`, async (folder) => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'Dockerfile'), dockerfile);
    await Promise.all([downloadWheels(join(folder, 'wheels'), python), takeNginx(folder)]);
  });
}

async function downloadWheels(folder: string, python: string): Promise<void> {
  const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const platforms = ['manylinux2014', 'manylinux_2_17', 'manylinux_2_28'];
  const options = ['--only-binary=:all:', '--quiet', '--dest', folder, '--python-version', python];
  const tags = platforms.flatMap((platform) => ['--platform', `${platform}_${machine}`]);
  const wanted = requirements.flatMap((file) => ['--requirement', file]);
  await must('pip3', ['download', ...options, ...tags, ...wanted, pip], { output: 'quiet' });
}

/** The program alone: the base image has the libraries that it is linked to. */
async function takeNginx(folder: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'nginx-'));
  try {
    await withPackageLists(() => must('apt-get', ['download', 'nginx'], { cwd: work, output: 'quiet' }));
    const unpack = 'dpkg-deb --fsys-tarfile nginx_*.deb | tar --extract --strip-components=3 ./usr/sbin/nginx';
    await must('sh', ['-c', unpack], { cwd: work, output: 'quiet' });
    await must('cp', [join(work, 'nginx'), folder], { output: 'quiet' });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
