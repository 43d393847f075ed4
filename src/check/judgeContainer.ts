import type { CheckedRule, FilePlace } from '../jobs/containerCheck';
import type { ContainerRule, Judgement } from './containerRule';
import { containerRules } from './containerRules';
import type { Observations } from './observations';
import { findingsOf } from './symptoms';

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
    const judgement = judgementOf(rule, seen);
    const { verdict, because, evidence = [] } = judgement;
    const { id, title, why, fix } = rule;
    const places = placesOf(id, judgement, seen);
    return { container, rule: id, title, verdict, because, evidence, places, why, fix, page: rulePagePath(id) };
  });
}

/** Path of a rule's page in this repository. */
export function rulePagePath(id: string): string {
  return `docs/rules/${id}.md`;
}

/** What the files say about the same rule, else where the program that did it is started. */
function placesOf(id: string, { verdict, places }: Judgement, seen: Observations): readonly FilePlace[] {
  if (verdict !== 'fail' && verdict !== 'warning') return [];
  if (places) return places;
  const said = findingsOf(seen, id).map(({ place }) => place);
  return said.length > 0 ? said : seen.start ? [seen.start] : [];
}

function judgementOf(rule: ContainerRule, seen: Observations): Judgement {
  if (!rule.uses.some((use) => seen.uses.has(use)))
    return { verdict: 'not applicable', because: `It is about ${rule.uses.join(', ')}.` };
  return rule.judge(seen);
}
