import type { CheckedRule } from '../jobs/containerCheck';
import type { ContainerRule, Judgement } from './containerRule';
import { containerRules } from './containerRules';
import type { Observations } from './observations';

/**
 * How a container stands to each rule.
 * @param only ids of rules; all when absent
 */
export function judgeContainer(
  container: string,
  seen: Observations,
  only?: readonly string[],
): readonly CheckedRule[] {
  const wanted = containerRules.filter(({ id }) => only?.some((one) => one.toLowerCase() === id.toLowerCase()) ?? true);
  return wanted.map((rule) => {
    const { verdict, because, evidence = [] } = judgementOf(rule, seen);
    const { id, title, why, fix } = rule;
    return { container, rule: id, title, verdict, because, evidence, why, fix, page: rulePagePath(id) };
  });
}

/** Path of a rule's page in this repository. */
export function rulePagePath(id: string): string {
  return `docs/rules/${id}.md`;
}

function judgementOf(rule: ContainerRule, seen: Observations): Judgement {
  if (!rule.uses.some((use) => seen.uses.has(use)))
    return { verdict: 'not applicable', because: `It is about ${rule.uses.join(', ')}.` };
  return rule.judge(seen);
}
