import { invocationTimeoutMs, maxBodyBytes } from '../../contract/hosting';
import type { CallsSeen } from '../servingSeen';
import { fail, invocationUses, pass, unseen, warn, type ContainerRule } from '../containerRule';
import {
  asI5Says,
  endedWhenAsked,
  hasGivenUp,
  hasTimedOut,
  isFromProxyAlone,
  keptWrong,
  lastStart,
  linesWith,
  saidByFiles,
  takesFirstPiece,
  workerWords,
} from '../symptoms';

/** G21. */
export const limits: ContainerRule = {
  id: 'G21',
  title: 'It takes bodies of 6 MB, and as long as it needs up to a minute',
  seen: 'a request of nearly 6 MB, or as large as the transform job says; times and sizes in the files of nginx, HAProxy, uWSGI, httpd and lighttpd, and in the start of Gunicorn',
  why: 'nginx lets 1 MB through and Gunicorn gives an answer 30 s unless told otherwise: callers get 413 or 502 for what the platform allows.',
  fix: 'Let every server in it take 6 MB and wait 60 s: client_max_body_size 6m and proxy_read_timeout 60s in nginx.conf, --timeout 60 for Gunicorn.',
  uses: invocationUses,
  judge: (seen) => {
    const said = saidByFiles(seen, 'G21');
    const large = seen.serving?.calls?.large;
    const killed = linesWith(lastStart(seen)?.log ?? [], workerWords);
    if (killed.length > 0) return fail('Its server kills a worker that takes as long as the platform allows.', killed);
    const late = seen.serving?.calls?.good ? [] : (seen.serving?.calls?.tried.filter(hasGivenUp) ?? []);
    if (late.length > 0)
      return fail(
        'A proxy in it does not wait for answers as long as the platform does.',
        late.map(({ sent, milliseconds }) => `${sent}: 504 after ${String(milliseconds)} ms`),
      );
    if (!large)
      return said ?? unseen(seen.noRuns ?? 'No request was found that it answers with 200; a fixture would tell one.');
    const evidence = [
      `${String(seen.serving.calls.largeBytes ?? maxBodyBytes)} bytes sent`,
      `${large.failure ?? String(large.status)}, ${String(large.milliseconds)} ms`,
    ];
    // Whatever it was asked before may have ended it.
    const isBefore = seen.serving.calls.load?.answers.some(({ status }) => status === 0) ?? false;
    if (endedWhenAsked(seen) && isBefore) return unseen(asI5Says, evidence);
    const size = `nearly ${((seen.serving.calls.largeBytes ?? maxBodyBytes) / 1024 ** 2).toFixed(0)} MB`;
    if (large.status === 413) return fail(`A body of ${size} is too large for it.`, evidence);
    if (keptWrong(seen.serving.calls) !== undefined)
      return unseen('It leaves a part of what it was sent on its connection, as I2 says.', evidence);
    // The rest of the body then meets a closed connection, or the next request.
    if (takesFirstPiece(seen)) return unseen('It does not wait for a whole body, as request.slow says.', evidence);
    if (isLost(seen.serving.calls)) return fail(`A proxy in it does not get a body of ${size} through.`, evidence);
    if (large.failure !== undefined && /broke|does not answer/.test(large.failure))
      return fail(`It breaks the connection at a body of ${size}.`, evidence);
    if (said && said.verdict !== 'pass') return said;
    const { workerSeconds } = seen.serving.stop ?? {};
    // None at all is 0.
    if (workerSeconds !== undefined && workerSeconds > 0 && workerSeconds * 1000 < invocationTimeoutMs)
      return warn('Its Gunicorn kills a worker that takes as long as the platform allows.', [
        `timeout: ${String(workerSeconds)} s`,
      ]);
    if (hasTimedOut(large))
      return unseen(`It was still at work on a body of ${size} when the time was over.`, evidence);
    return pass(`A body of ${size} arrives. How it takes a slow answer can not be seen from outside.`, evidence);
  },
};

/** Its proxy has no answer to a large body, and had one to the small ones before; 503 may be the server's own. */
function isLost({ large, load, inPieces }: CallsSeen): boolean {
  const before = [...(load?.answers ?? []), ...(inPieces ? [inPieces] : [])];
  return [502, 504].includes(large?.status ?? 0) && !before.some(isFromProxyAlone);
}
