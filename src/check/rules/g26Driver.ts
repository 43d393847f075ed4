import { allUses, notFor, pass, unseen, warn, type ContainerRule } from '../containerRule';

/** G26. */
export const driver: ContainerRule = {
  id: 'G26',
  title: 'It brings CUDA along, but no driver',
  seen: 'libraries of the driver in the image',
  why: 'The driver belongs to the host and is put into the container; one in the image hides it, or does not fit.',
  fix: 'Start from an image of nvidia/cuda, and install no nvidia-driver package.',
  uses: allUses,
  judge: ({ inside, image, noRuns }) => {
    if (!inside) return unseen(noRuns ?? 'The image has no shell to look with.');
    if (inside.drivers.length > 0) return warn('The image holds libraries of the driver.', inside.drivers);
    const cuda = image?.environment['CUDA_VERSION'];
    if (cuda === undefined) return notFor('It speaks of no GPU.');
    return pass('It holds no driver. Whether its CUDA fits the driver of an instance can not be seen here.', [
      `CUDA_VERSION=${cuda}`,
    ]);
  },
};
