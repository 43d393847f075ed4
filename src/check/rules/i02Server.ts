import type { Observations } from '../observations';
import type { CallSeen, TriedCall } from '../servingSeen';
import { requestCause } from '../causes';
import {
  asI5Says,
  asItEnded,
  endedAtOnce,
  endedWhenAsked,
  hasTimedOut,
  isFromProxyAlone,
  keptWrong,
  lastStart,
} from '../symptoms';
import { fail, invocationUses, pass, unseen, warn, type ContainerRule } from '../containerRule';

/** I2. */
export const server: ContainerRule = {
  id: 'I2',
  title: 'POST /invocations is there',
  seen: 'requests from fixtures, and some that many servers understand; one on a connection that stays open',
  why: 'It is the one route by which requests come, over connections that stay open.',
  fix: 'Answer POST /invocations; a fixture (*.invocation.json) tells this check a request that it understands.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!calls) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const evidence = calls.tried.map((one) => `${one.sent}: ${shown(one)}`);
    if (endedAtOnce(seen)) return unseen(asItEnded, evidence);
    const cause = requestCause(seen);
    if (cause !== undefined) return unseen(`It answers nothing, as ${cause} says.`, evidence);
    const [broken] = fixturesWithout200(calls.tried);
    if (broken?.status === 503 && !calls.tried.every(isFromProxyAlone))
      return fail('It says that it is healthy before it can answer: a fixture gets 503.', evidence);
    if (broken && ![0, 404, 405, 501].includes(broken.status))
      return fail('It does not answer a fixture with 200, as that expects.', evidence);
    const kept = keptWrong(calls);
    if (kept !== undefined && endedWhenAsked(seen)) return unseen(asI5Says, [...evidence, kept]);
    if (kept !== undefined) return fail('It does not cope with a connection that stays open.', [...evidence, kept]);
    if (calls.good) return pass(`It answered ${String(calls.good.answer.status)} (${calls.good.from}).`, evidence);
    const missing = calls.tried.find(({ status }) => status === 404 || status === 405 || status === 501);
    if (missing) return fail(`POST /invocations gave ${String(missing.status)}.`, evidence);
    const away = calls.tried.find(({ status }) => status >= 300 && status < 400);
    if (away) return fail(`POST /invocations gave ${String(away.status)}: nobody follows it elsewhere.`, evidence);
    if (calls.tried.some(hasTimedOut)) return unseen('It did not answer in time, as I7 says.', evidence);
    if (calls.tried.length > 1 && calls.tried.every(isFromProxyAlone))
      return fail('A proxy answers to every request that nobody is there behind it.', evidence);
    const reason = sameError(seen, calls.tried);
    if (reason !== undefined)
      return fail('It fails at every request for the same reason, whatever is sent.', [...evidence, reason]);
    const silent = calls.tried.filter(({ status }) => status === 0);
    if (silent.length === calls.tried.length && silent.length > 0) {
      // It may be there, and break the connection at what it does not understand.
      return silent.every(({ isMadeUp }) => isMadeUp)
        ? warn('It answers nothing that was tried; a fixture would tell a request.', evidence)
        : fail('POST /invocations is not answered.', evidence);
    }
    return unseen('It answers, but to nothing that was tried with 200; a fixture would tell a request.', evidence);
  },
};

/** Fixtures that expect 200 and get something else. */
function fixturesWithout200(tried: readonly TriedCall[]): readonly TriedCall[] {
  return tried.filter(({ isMadeUp, status }) => isMadeUp === false && (status < 200 || status >= 300));
}

/** The one error that its log names, or its answers, where all requests of different kinds fail; undefined for errors that differ. */
function sameError(seen: Observations, tried: readonly TriedCall[]): string | undefined {
  const kinds = new Set(tried.map(({ sent }) => sent));
  if (kinds.size < 3 || tried.some(({ status }) => status !== 0 && status < 500)) return undefined;
  const logged = linesOf(lastStart(seen)?.log.map(({ text }) => text) ?? []);
  const lines = logged.length > 0 ? logged : linesOf(tried.map(({ body }) => body));
  const isEach = lines.length >= tried.length && new Set(lines).size === 1;
  return isEach ? lines[0] : undefined;
}

function linesOf(texts: readonly string[]): readonly string[] {
  return texts.map((text) => text.trim()).filter((text) => /^[\w.]*(?:Error|Exception): /.test(text));
}

function shown({ status, body, failure }: CallSeen): string {
  return failure ?? `${String(status)} ${body.trim().split('\n')[0]?.slice(0, 120) ?? ''}`;
}
