import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache';
import { must } from './child';
import { repository } from './repository';

/** Names the folder with the wheels of what the template `training-toolkit` requires. */
export const toolkitVariable = 'SAGEMAKER_CONTAINERS_TEST_TOOLKIT';

/** What that template requires. */
export const toolkitRequirements = join(repository, 'templates/training-toolkit/files/image/requirements.txt');
/** Debian's own, of the release that the base image is made of: wheels for the one are for the other. */
export const debianPython = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/**
 * Those wheels in a folder of the cache, since engines of tests are on no network; one of them is compiled. Taken from where this machine's pip takes
 * packages.
 * @param python version of the base image, such as 3.11
 */
export function toolkitWheels(python: string): Promise<string> {
  const recipe = createHash('sha256').update(readFileSync(toolkitRequirements, 'utf8')).digest('hex').slice(0, 8);
  return cached(`toolkit-wheels-${python}-${process.arch}-${recipe}`, async (folder) => {
    const options = ['--python', debianPython, 'wheel', '--quiet', '--wheel-dir', folder];
    await must('pip3', [...options, '--requirement', toolkitRequirements], { output: 'quiet' });
  });
}
