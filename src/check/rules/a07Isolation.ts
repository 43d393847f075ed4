import { pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { isGood, lastStart } from '../symptoms';

/** A7. */
export const isolated: ContainerRule = {
  id: 'A7',
  title: 'It works for buyers, who run it isolated from all networks',
  seen: 'trained and served without a way out, without keys and without a role',
  why: 'Products of the Marketplace always run network-isolated: nothing can be fetched, and no API of AWS can be called.',
  fix: 'Bring everything along in the image; data and models come by channels and ModelDataUrl.',
  uses: ['marketplace'],
  judge: (seen) => {
    const { training, serving, noRuns } = seen;
    const causes = causesOf(seen);
    const cause = ['G19', 'G20'].find((rule) => causes.has(rule));
    if (cause !== undefined) return unseen(`It does not, as ${cause} says.`);
    if (serving?.open?.healthyAfter !== undefined) return unseen('It does not, as G19 says.');
    const isSeen = isGood(training?.plain) || lastStart(seen)?.healthyAfter !== undefined;
    return isSeen ? pass('It did.') : unseen(noRuns ?? 'It did not work for another reason.');
  },
};
