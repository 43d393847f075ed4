import { judgeSteps } from '../modelSteps';
import { pass, warn, type ContainerRule, type Judgement } from '../containerRule';
import type { CrowdSeen } from '../servingSeen';
import { statusOf } from '../symptoms';

/** I27. */
export const loads: ContainerRule = {
  id: 'I27',
  title: 'POST /models loads a model, says 409 the second time, and 507 where there is no room',
  seen: 'a model loaded, and loaded again; one of some megabytes also under many names, with little memory',
  why: 'The platform loads a model when the first request for it comes, and again where it has forgotten that it did. At 507 it unloads others; a container that is killed loses all of them.',
  fix: 'Answer 200 once the model is in memory, 409 where it is there already, 507 where there is no room.',
  uses: ['multi-model'],
  judge: (seen) => {
    const judged = judgeSteps(seen, { load: [200], 'load again': [409] });
    const { crowd, steps } = seen.models ?? {};
    if (judged.verdict !== 'pass' || !crowd) return judged;
    // What unloads nothing makes no room either, as I28 says.
    const { again: _again, ...rest } = crowd;
    return judgeCrowd(judged, steps?.['describe unloaded']?.status === 200 ? rest : crowd);
  },
};

function judgeCrowd(judged: Judgement, { memoryBytes, loaded, last, again, exit }: CrowdSeen): Judgement {
  const evidence = [
    ...(judged.evidence ?? []),
    `${String(Math.round(memoryBytes / 1024 ** 2))} MB of memory: ${String(loaded)} models loaded, then ${statusOf(last)}`,
  ];
  // What does not even take one was given too little memory to tell.
  if (loaded === 0) return judged;
  if (exit)
    return warn('It is killed when it loads more models than its memory holds.', [
      ...evidence,
      `exit code ${String(exit.code)}`,
    ]);
  if (last.status === 200) return pass(judged.because, evidence);
  if (last.status !== 507) return warn('It does not answer 507 to a model that there is no room for.', evidence);
  if (again && again.status !== 200)
    return warn('It has no room for a model after another one was unloaded.', [...evidence, statusOf(again)]);
  return pass(judged.because, evidence);
}
