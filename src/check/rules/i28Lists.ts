import { checkedModel, judgeSteps } from '../modelSteps';
import { fail, warn, type ContainerRule } from '../containerRule';

/** I28. */
export const lists: ContainerRule = {
  id: 'I28',
  title: 'GET and DELETE of /models list and unload models',
  seen: 'the list, before and after a model is unloaded; a loaded model, one that is unloaded, and one that never was',
  why: 'The platform asks which models are there, and unloads some to make room for others.',
  fix: 'List {"models": [{"modelName", "modelUrl"}]}, and answer 404 for a model that is not loaded.',
  uses: ['multi-model'],
  judge: (seen) => {
    const { 'list loaded': listed, 'list unloaded': after } = seen.models?.steps ?? {};
    if (listed?.status === 200 && !names(listed.body))
      return fail('GET /models does not list a loaded model.', [`GET /models: ${listed.body.trim()}`]);
    const judged = judgeSteps(seen, {
      list: [200],
      'list loaded': [200],
      describe: [200],
      unload: [200, 204],
      'describe unloaded': [404],
      'unload unknown': [404],
    });
    if (judged.verdict !== 'pass') return judged;
    if (after?.status === 200 && names(after.body))
      return fail('GET /models lists a model that was unloaded.', [`GET /models: ${after.body.trim()}`]);
    return listed?.status === 200 && !listed.body.includes('"modelUrl"')
      ? warn('GET /models does not say where a model lies.', [`GET /models: ${listed.body.trim()}`])
      : judged;
  },
};

/** By its text: a long answer is kept in part. */
function names(body: string): boolean {
  return /"models"\s*:\s*\[/.test(body) && new RegExp(`"modelName"\\s*:\\s*"${checkedModel}"`).test(body);
}
