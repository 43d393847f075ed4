import { multiModelLabel as label } from '../../contract/hosting';
import { fail, pass, unseen, type ContainerRule } from '../containerRule';

/** I26. */
export const modelsLabel: ContainerRule = {
  id: 'I26',
  title: 'A multi-model container says so by its label',
  seen: `label ${label}`,
  why: 'Without it the endpoint is refused.',
  fix: `Add LABEL ${label}=true.`,
  uses: ['multi-model'],
  judge: ({ image, noRuns }) => {
    if (!image) return unseen(noRuns ?? 'The image was not looked at.');
    return image.labels[label] === 'true' ? pass('It has the label.') : fail('It has no such label.');
  },
};
