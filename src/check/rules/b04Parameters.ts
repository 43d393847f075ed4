import { fail, pass, unseen, warn, type ContainerRule } from '../containerRule';

/** The parameters, and what each may be. */
const allowed: Readonly<Record<string, (value: unknown) => boolean>> = {
  MaxConcurrentTransforms: (value) => isCount(value) && Number(value) >= 1,
  BatchStrategy: (value) => value === 'MULTI_RECORD' || value === 'SINGLE_RECORD',
  MaxPayloadInMB: (value) => isCount(value) && Number(value) <= 100,
};
const known = Object.keys(allowed);
const defaultPayload = 6;
/** Megabytes that a transform job may have under way (B6). */
const mostAtOnce = 100;

/** B4. */
export const parameters: ContainerRule = {
  id: 'B4',
  title: '/execution-parameters answers with parameters, or not at all',
  seen: 'GET /execution-parameters',
  why: 'What it says decides how records are sent where the request does not.',
  fix: `Answer JSON with ${known.join(', ')}, or 404.`,
  uses: ['batch'],
  judge: (seen) => {
    const answer = seen.serving?.calls?.parameters;
    if (!answer) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const evidence = [`${answer.failure ?? String(answer.status)} ${answer.body.trim()}`.trim()];
    // 502 and its like are those of a proxy, as G22 says.
    if (answer.status === 0 || answer.status === 500)
      return warn('It answers with an error of the server, or not at all.', evidence);
    if (answer.status !== 200) return pass('It has none, so the defaults are taken.', evidence);
    const found = parametersIn(answer.body);
    if (!found) return fail('It answers 200 without parameters.', evidence);
    const wrong = Object.entries(found).find(([name, value]) => !allowed[name]?.(value));
    if (wrong) return fail(`${wrong[0]} can not be ${JSON.stringify(wrong[1])}.`, evidence);
    const { MaxConcurrentTransforms: several = 1, MaxPayloadInMB: payload = defaultPayload } = found;
    return Number(several) * Number(payload) > mostAtOnce
      ? fail(`MaxConcurrentTransforms times MaxPayloadInMB is more than ${String(mostAtOnce)}.`, evidence)
      : pass('It answers with parameters.', evidence);
  },
};

function isCount(value: unknown): boolean {
  return /^\d+$/.test(String(value));
}

/** Those of the parameters that an answer names; undefined where it names none. */
function parametersIn(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return undefined;
    const found = Object.entries(value).filter(([name]) => known.includes(name));
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  } catch {
    // No JSON.
    return undefined;
  }
}
