import { pingTimeoutMs } from '../../contract/hosting';
import type { TriedCall } from '../servingSeen';
import { fail, invocationUses, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { asI5Says, endedWhenAsked, flaps, isErrorInside, lastLines, lastStart, statusOf } from '../symptoms';

/** I11. */
export const strange: ContainerRule = {
  id: 'I11',
  title: 'It goes on after a request that it does not understand',
  seen: 'bytes that mean nothing, an empty body, and callers who leave half-way, at the very end; /ping after them',
  why: 'Whoever may call an endpoint can send anything: a server that ends, or hangs, at a wrong request is out of service for all.',
  fix: 'Catch what reading a request throws, answer 400 or 415, and go on.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!calls) return unseen(seen.noRuns ?? 'It did not get healthy.');
    if (endedWhenAsked(seen)) return unseen(asI5Says);
    const hidden = [...calls.tried, ...(calls.strange?.answers ?? [])].filter(isErrorInside);
    if (!calls.strange && hidden.length > 0) return warn(hiddenError, hidden.map(errorOf));
    if (!calls.strange) return unseen('No request was found that it answers with 200; a fixture would tell one.');
    const { answers, ping } = calls.strange;
    const evidence = answers.map((one) => `${one.sent}: ${statusOf(one)}`);
    const start = lastStart(seen);
    if (start?.exit) {
      const code = `exit code ${String(start.exit.code)}`;
      return fail('It ended at such a request.', [...evidence, code, ...lastLines(start.log, 4)]);
    }
    const isWell = flaps(calls) || (ping.status === 200 && ping.milliseconds <= pingTimeoutMs);
    if (!isWell)
      return fail('/ping is not good any more after such requests.', [...evidence, `GET /ping: ${statusOf(ping)}`]);
    return hidden.length > 0 ? warn(hiddenError, hidden.map(errorOf)) : pass('It did.', evidence);
  },
};

const hiddenError = 'It answers 200 where it says that something went wrong, so no caller is told of an error.';

function errorOf({ sent, status, body }: TriedCall): string {
  return `${sent}: ${String(status)} ${body.trim().slice(0, 120)}`;
}
