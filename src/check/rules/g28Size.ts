import { allUses, fail, pass, unseen, warn, type ContainerRule } from '../containerRule';

const gigabyte = 1e9;
/** Largest image of serverless inference (I31). */
const serverlessBytes = 10 * gigabyte;
/** From here on pulling alone takes minutes. */
const largeBytes = 20 * gigabyte;

/** G28. */
export const size: ContainerRule = {
  id: 'G28',
  title: 'The image fits on the disk of an instance',
  seen: 'size of the image, unpacked',
  why: 'Serverless inference takes 10 GB; elsewhere a large image eats up the time to start, and a system disk that is small.',
  fix: 'Build in stages, install without caches, and keep data and models out of the image.',
  uses: allUses,
  judge: ({ image, uses, noRuns }) => {
    if (image?.bytes === undefined) return unseen(noRuns ?? 'The engine does not tell its size.');
    const because = `It has ${(image.bytes / gigabyte).toFixed(2)} GB.`;
    if (uses.has('serverless') && image.bytes > serverlessBytes)
      return fail(`${because} Serverless inference takes 10.`);
    return image.bytes > largeBytes ? warn(because) : pass(because);
  },
};
