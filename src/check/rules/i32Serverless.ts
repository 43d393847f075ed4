import { fail, pass, unseen, type ContainerRule } from '../containerRule';
import { lastLines } from '../symptoms';

/** I32. */
export const serverless: ContainerRule = {
  id: 'I32',
  title: 'It serves as another user, with nothing but /tmp to write to',
  seen: 'started as user 10001 on a root file system that can not be written',
  why: 'Serverless inference is stricter with permissions than instances are.',
  fix: 'Give others the rights that it needs (RUN chmod -R o+rwX /opt/program), and write to /tmp alone.',
  uses: ['serverless'],
  judge: ({ confined, noRuns }) => {
    if (!confined) return unseen(noRuns ?? 'It did not get healthy to begin with.');
    if (confined.healthyAfter !== undefined) return pass('It does.');
    const failed = confined.startFailure ?? `GET /ping: ${confined.lastPing}`;
    return fail('It does not get healthy so.', [failed, ...lastLines(confined.log)]);
  },
};
