import { fail, notFor, pass, servingUses, unseen, warn, type ContainerRule } from '../containerRule';
import { isFromProxyAlone, saidByFiles } from '../symptoms';

/** G22. */
export const routes: ContainerRule = {
  id: 'G22',
  title: 'A proxy passes on all the routes that its server has',
  seen: 'GET /models of a multi-model container, GET /execution-parameters of one for batch transform; nginx.conf',
  why: 'A location for /ping and /invocations alone answers 404 to /models, without which no model is loaded, and to /execution-parameters.',
  fix: 'Pass on everything: location / { proxy_pass http://gunicorn; }.',
  uses: servingUses,
  judge: (seen) => {
    const list = seen.models?.steps.list;
    if (list) {
      const isThere = ![0, 404, 405].includes(list.status);
      const evidence = [`GET /models: ${list.failure ?? String(list.status)}`];
      return isThere ? pass('/models is there.', evidence) : fail('/models is not there.', evidence);
    }
    const said = saidByFiles(seen, 'G22');
    if (said) return said;
    const parameters = seen.serving?.calls?.parameters;
    if (!seen.uses.has('batch')) return notFor('It has no routes but /ping and /invocations to offer.');
    if (!parameters) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const evidence = [`GET /execution-parameters: ${parameters.failure ?? String(parameters.status)}`];
    // 404 is a fine answer: then the defaults are taken.
    return isFromProxyAlone(parameters)
      ? warn('/execution-parameters is not answered.', evidence)
      : pass('/execution-parameters is answered.', evidence);
  },
};
