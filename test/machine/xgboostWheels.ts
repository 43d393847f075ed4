import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache';
import { must } from './child';
import { repository } from './repository';

/** Names the folder with the wheels for tests that build an image with XGBoost. */
export const wheelsVariable = 'SAGEMAKER_CONTAINERS_TEST_WHEELS';

const requirements = join(repository, 'examples', 'car-evaluation-pipeline', 'images', 'xgboost', 'requirements.txt');
/** The base image made from Debian packages has no pip; a wheel of it can be run as it is. */
const pip = 'pip==25.3';

/**
 * The wheels of the example's XGBoost image in a folder of the cache, since engines of tests are on no network.
 * Taken from where this machine's pip takes packages.
 * @param python version of the base image, such as 3.11
 */
export function xgboostWheels(python: string): Promise<string> {
  const wanted = readFileSync(requirements, 'utf8');
  const recipe = createHash('sha256').update(`${wanted}${pip}`).digest('hex').slice(0, 8);
  return cached(`xgboost-wheels-${python}-${process.arch}-${recipe}`, async (folder) => {
    const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
    const platforms = ['manylinux2014', 'manylinux_2_17', 'manylinux_2_27', 'manylinux_2_28'];
    const options = ['--no-deps', '--only-binary=:all:', '--quiet', '--dest', folder, '--python-version', python];
    const tags = platforms.flatMap((platform) => ['--platform', `${platform}_${machine}`]);
    await must('pip3', ['download', ...options, ...tags, '--requirement', requirements, pip], { output: 'quiet' });
  });
}

/** The version of Python in the archive of a base image. */
export function pythonOf(archive: string): string {
  const names = execFileSync('tar', ['--list', '--file', archive, '--wildcards', './usr/bin/python3.*'], {
    encoding: 'utf8',
  });
  const version = /python(3\.\d+)$/m.exec(names)?.[1];
  if (version === undefined) throw new Error(`${archive} holds no Python`);
  return version;
}
