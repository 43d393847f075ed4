import { fail, pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { isGood, linesWith } from '../symptoms';

/** G14. */
export const channels: ContainerRule = {
  id: 'G14',
  title: 'It looks for its data in the channels of the job',
  seen: 'trained with the channels of the definition; paths below /opt/ml/input/data in its log',
  why: 'A channel is a folder of its name below /opt/ml/input/data. A program that takes another name for granted finds nothing.',
  fix: 'Use the names of InputDataConfig, or read the channels from inputdataconfig.json.',
  uses: ['training'],
  judge: (seen) => {
    const { training } = seen;
    if (!training) return unseen(seen.noRuns ?? 'It was not trained.');
    const names = `channels: ${training.channels.join(', ') || 'none'}`;
    if (causesOf(seen).has('G14'))
      return training.isDefined
        ? fail('It looks for a channel, or a file in one, that the job does not have.', [
            names,
            ...linesWith(training.plain.log, /\/opt\/ml\/input\/data|SM_CHANNEL_/),
          ])
        : unseen(seen.noPlan ?? 'It wants data, and no definition says which channels there are.');
    return isGood(training.plain) ? pass('It found what it needs.', [names]) : unseen('It does not train to its end.');
  },
};
