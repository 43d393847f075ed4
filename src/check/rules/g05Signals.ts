import type { Observations } from '../observations';
import type { StopSeen } from '../programSeen';
import { allUses, fail, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { causesOf, isShellForm } from '../causes';
import { howItEnded, lastLines, saidByFiles } from '../symptoms';

/** G5. */
export const signals: ContainerRule = {
  id: 'G5',
  title: 'The program itself gets the argument and the signals',
  seen: 'form of the ENTRYPOINT; processes in the container when SIGTERM is sent, and the time until it ends',
  why: 'A shell in front of the program keeps SIGTERM for itself: nothing is saved when a job is stopped, and requests under way are cut off. In the shell form of ENTRYPOINT it swallows `train` and `serve` as well.',
  fix: 'Write ENTRYPOINT as a JSON list, and let a wrapper end with exec: exec python serve.py "$@".',
  uses: allUses,
  judge: (seen) => {
    const stop = stopsOf(seen).find(isLostInWrapper);
    const shell = isShellForm(seen.image?.entrypoint);
    const form = shell ? [`ENTRYPOINT ${JSON.stringify(seen.image?.entrypoint)}`] : [];
    if (causesOf(seen).has('G5')) {
      const log = seen.training?.plain.log ?? seen.serving?.isolated.log ?? [];
      return fail('ENTRYPOINT is in its shell form, and the program fails without its argument.', [
        ...form,
        ...lastLines(log, 3),
      ]);
    }
    if (stop) {
      const what = `${stop.first ?? ''} is the first process and passes nothing on to ${stop.children.join(', ')}`;
      return fail('SIGTERM does not reach the program.', [...form, what, howItEnded(stop)]);
    }
    if (shell) return warn('ENTRYPOINT is in its shell form: the argument of the platform is lost.', form);
    const [first] = stopsOf(seen);
    if (first) return pass('SIGTERM goes to the program.', [`first process: ${first.first ?? 'unknown'}`]);
    return saidByFiles(seen, 'G5') ?? unseen(seen.noRuns ?? 'It had ended before a signal could be sent.');
  },
};

export function stopsOf({ training, serving, processing }: Observations): readonly StopSeen[] {
  return [serving?.stop, training?.stopped?.stop, training?.plain.stop, processing?.stop].flatMap((stop) => stop ?? []);
}

/** The first process does not hear SIGTERM, and what would is another program; whether that has ended by then says nothing. */
export function isLostInWrapper({ catches, ignores, first, children }: StopSeen): boolean {
  return catches === false && ignores !== true && children.some((name) => name !== first);
}
