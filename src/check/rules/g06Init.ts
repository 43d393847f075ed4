import { allUses, fail, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { causesOf, isInit } from '../causes';
import { lastLines, saidByFiles } from '../symptoms';

/** G6. */
export const init: ContainerRule = {
  id: 'G6',
  title: 'No init program stands in front',
  seen: 'ENTRYPOINT of the image; what tini says at the start',
  why: 'tini and its like take the argument `train` or `serve` for the program to start. The service declares them unsupported.',
  fix: 'Name the program itself in ENTRYPOINT, and let it handle SIGTERM and its children.',
  uses: allUses,
  judge: (seen) => {
    const evidence = [`ENTRYPOINT ${JSON.stringify(seen.image?.entrypoint ?? [])}`];
    const log = seen.training?.plain.log ?? seen.serving?.isolated.log ?? [];
    if (causesOf(seen).has('G6'))
      return fail('It took the argument for the program.', [...evidence, ...lastLines(log, 3)]);
    if (isInit(seen.image?.entrypoint)) {
      // Processing containers get no word of the platform's.
      const isNamed = [...seen.uses].some((use) => use !== 'processing');
      return isNamed
        ? warn('It starts through an init program, which works here.', evidence)
        : pass('It gets no argument.', evidence);
    }
    if (seen.image) return pass('It starts without one.');
    return saidByFiles(seen, 'G6') ?? unseen(seen.noRuns ?? 'The image was not looked at.');
  },
};
