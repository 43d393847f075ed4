import { fail, pass, servingUses, unseen, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { lastLines, lastStart, saidByFiles } from '../symptoms';

/** G9. */
export const address: ContainerRule = {
  id: 'G9',
  title: 'It listens on port 8080 of all addresses',
  seen: 'called from outside of the container; listening sockets read inside it',
  why: 'The platform calls from outside: a server on 127.0.0.1, or on a port of its own, is never reached, and the endpoint fails after minutes of waiting.',
  fix: 'Bind it to 0.0.0.0, port 8080, or the port that SAGEMAKER_BIND_TO_PORT names.',
  uses: servingUses,
  judge: (seen) => {
    const start = lastStart(seen);
    if (!start) return saidByFiles(seen, 'G9') ?? unseen(seen.noRuns ?? 'It was not served.');
    const listening = (start.listening ?? []).map((one) => `listens on ${one}`);
    if (causesOf(seen).has('G9')) {
      const evidence = [
        ...listening,
        `GET /ping on port ${String(start.port)}: ${start.lastPing}`,
        ...lastLines(start.log, 2),
      ];
      return fail('It listens where the platform does not call.', evidence);
    }
    return start.healthyAfter === undefined
      ? unseen('It did not get as far as listening.', listening)
      : pass('It was reached from outside.');
  },
};
