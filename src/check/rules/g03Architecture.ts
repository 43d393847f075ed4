import { allUses, fail, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { saidByFiles } from '../symptoms';

/** G3. */
export const architecture: ContainerRule = {
  id: 'G3',
  title: 'The image is made for linux/amd64',
  seen: 'architecture of the image; "exec format error" at the start',
  why: 'Training, processing and batch transform run on amd64 alone; an image that was built on a Mac with an ARM processor ends there with "exec format error".',
  fix: 'Build it with --platform linux/amd64. Graviton instances, which run arm64, are for endpoints only.',
  uses: allUses,
  judge: (seen) => {
    const architecture = seen.image?.architecture;
    if (causesOf(seen).has('G3')) return fail('Its program is made for another processor.', [architecture ?? '']);
    if (architecture === undefined)
      return saidByFiles(seen, 'G3') ?? unseen(seen.noRuns ?? 'The image was not looked at.');
    if (architecture === 'amd64') return pass('It is made for amd64.');
    const isEndpoint = ['realtime', 'pipeline', 'multi-model'].some((use) => seen.uses.has(use as 'realtime'));
    const others = [...seen.uses].filter((use) => !['realtime', 'pipeline', 'multi-model'].includes(use));
    const because = `It is made for ${architecture}.`;
    return isEndpoint && others.length === 0 ? warn(`${because} Only endpoints on Graviton run it.`) : fail(because);
  },
};
