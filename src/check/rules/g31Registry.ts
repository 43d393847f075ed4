import { allUses, notFor, pass, type ContainerRule } from '../containerRule';
import { saidByFiles } from '../symptoms';

/** G31. */
export const registry: ContainerRule = {
  id: 'G31',
  title: 'The image is in a registry of the same Region',
  seen: 'names of images in the definitions',
  why: 'Jobs and endpoints pull from ECR of their own Region, and need to be allowed to.',
  fix: 'Push the image to the Region of the job; `submit` does so by itself.',
  uses: allUses,
  judge: (seen) => {
    const said = saidByFiles(seen, 'G31', 'image.account', 'image.repository', 'image.tag');
    if (said) return said;
    return seen.image?.name.includes('.dkr.ecr.')
      ? pass('Nothing speaks against it. Whether the role may pull it is seen on AWS alone.')
      : notFor('The image is built here.');
  },
};
