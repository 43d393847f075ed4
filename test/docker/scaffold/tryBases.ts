import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptSources, debianRelease } from '../../machine/baseImage';
import { cached } from '../../machine/cache';
import { must } from '../../machine/child';
import { repository } from '../../machine/repository';

/** What the template `training-toolkit` requires, of which one package is compiled. */
const toolkit = join(repository, 'templates/training-toolkit/files/image/requirements.txt');
/**
 * In the place of a framework image of AWS, which needs a login: the same toolkit trains; the handlers of another template serve, since AWS's
 * own server is in no package index.
 */
const framework = `RUN python3 -m pip install sagemaker-training
COPY server.py serve /usr/local/bin/
RUN chmod +x /usr/local/bin/serve
`;

/** Build an image on another that has pip. @param lines of its Dockerfile @param add puts files into its context */
export async function buildOn(
  base: string,
  tag: string,
  lines: string,
  add: (context: string) => Promise<void>,
): Promise<string> {
  const context = mkdtempSync(join(tmpdir(), 'base-'));
  try {
    await add(context);
    writeFileSync(join(context, 'Dockerfile'), `FROM ${base}\n${lines}`);
    await must('docker', ['build', '--quiet', ...network(), '--tag', tag, context], { output: 'quiet' });
    return tag;
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/** What builds of the program itself are told too. */
function network(): readonly string[] {
  const name = process.env['SAGEMAKER_CONTAINERS_BUILD_NETWORK'];
  return name === undefined ? [] : ['--network', name];
}

/** The toolkit asks `which` for its own place; the base image of the tests has none. */
const which = `RUN printf '#!/bin/sh\\ncommand -v "$1"\\n' > /usr/bin/which && chmod +x /usr/bin/which\n`;

/** An image whose pip finds the training toolkit. Its wheel is made on this machine, which needs a C compiler. */
export function toolkitBase(base: string, tag: string): Promise<string> {
  return buildOn(base, tag, `COPY wheels /opt/wheels/\n${which}`, async (context) => {
    const wheels = await cached(`toolkit-wheels-${process.arch}`, async (folder) => {
      await must('pip3', ['wheel', '--quiet', '--wheel-dir', folder, '--requirement', toolkit], { output: 'quiet' });
    });
    await must('cp', ['-r', wheels, join(context, 'wheels')], { output: 'quiet' });
  });
}

/** An image that does what one of AWS's framework images does. @param base see `toolkitBase` */
export function frameworkBase(base: string, tag: string): Promise<string> {
  const parts = join(repository, 'templates/parts');
  const files = [join(parts, 'server/server.py'), join(parts, 'handlers/serve')];
  const add = async (context: string): Promise<void> => {
    await must('cp', [...files, context], { output: 'quiet' });
  };
  return buildOn(base, tag, framework, add);
}

/** R with plumber, of Debian's packages, as the image of R that the template names would be after its own installation. */
export async function rBase(tag: string): Promise<string> {
  const archive = await cached(`r-base-${process.arch}.tar`, async (file) => {
    const options = ['--quiet', '--variant=minbase', '--format=tar', '--include=r-base-core,r-cran-plumber'];
    await must('mmdebstrap', [...options, debianRelease(), file, ...aptSources()], { output: 'quiet' });
  });
  const path = 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  await must('docker', ['import', '--change', path, archive, tag], { output: 'quiet' });
  return tag;
}
