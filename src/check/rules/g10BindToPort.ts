import type { Observations } from '../observations';
import { bindToPortLabel } from '../../contract/pipeline';
import { fail, notFor, pass, unseen, type ContainerRule } from '../containerRule';
import { lastLines, saidByFiles } from '../symptoms';

/** G10. */
export const bindToPort: ContainerRule = {
  id: 'G10',
  title: 'It listens on the port that SAGEMAKER_BIND_TO_PORT names, and says so by a label',
  seen: `label ${bindToPortLabel}; started with another port`,
  why: 'The containers of a pipeline share one host, so each is told its port. Without the label the endpoint is refused; with the label and without listening there, it is never healthy.',
  fix: `Read the port from SAGEMAKER_BIND_TO_PORT (8080 where it is not set), and add LABEL ${bindToPortLabel}=true.`,
  uses: ['pipeline', 'realtime'],
  judge: (seen) => {
    const hasLabel = seen.image?.labels[bindToPortLabel] === 'true';
    const isMember = seen.uses.has('pipeline');
    if (!seen.image) return saidByFiles(seen, 'G10') ?? unseen(seen.noRuns ?? 'The image was not looked at.');
    if (isMember && !hasLabel) return fail('It has no such label, so a pipeline with it is refused.', labelsOf(seen));
    if (!isMember && !hasLabel) return notFor('It has no label that says it could be among others.');
    if (!seen.bound) return unseen('It did not get healthy on port 8080 to begin with.');
    const { port, healthyAfter, lastPing, log } = seen.bound;
    if (healthyAfter !== undefined) return pass(`It was reached on port ${String(port)}.`);
    return fail(`It did not answer on port ${String(port)}.`, [`GET /ping: ${lastPing}`, ...lastLines(log, 3)]);
  },
};

function labelsOf({ image }: Observations): readonly string[] {
  const labels = Object.entries(image?.labels ?? {}).map(([name, value]) => `${name}=${value}`);
  return labels.length > 0 ? labels : ['the image has no labels'];
}
