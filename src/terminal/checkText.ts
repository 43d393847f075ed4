import type { CheckedRule } from '../jobs/containerCheck';
import { countVerdicts } from '../check/reports/checkResults';

const words = {
  fail: 'FAIL',
  warning: 'warn',
  pass: 'pass',
  'not observable': '?   ',
  'not applicable': '-   ',
} as const;

/** Results for people: what is wrong with its evidence and what to do, the rest in a line each. */
export function checkLines(rules: readonly CheckedRule[], all: boolean): readonly string[] {
  const containers = [...new Set(rules.map(({ container }) => container))];
  return containers.flatMap((container) => {
    const own = rules.filter((rule) => rule.container === container);
    const shown = own.filter(({ verdict }) => all || verdict !== 'not applicable');
    return [`== ${container} ==`, ...shown.flatMap(ruleLines), ''];
  });
}

function ruleLines(one: CheckedRule): readonly string[] {
  const { rule, title, verdict, because, evidence, why, fix, page } = one;
  const head = `${words[verdict]}  ${rule.padEnd(4)} ${title}: ${because}`;
  if (verdict !== 'fail' && verdict !== 'warning') return [head];
  const indent = ' '.repeat(11);
  return [
    head,
    ...evidence.flatMap((text) => text.split('\n')).map((line) => `${indent}| ${line}`),
    `${indent}Why: ${why}`,
    `${indent}Instead: ${fix} (${page})`,
  ];
}

/** The sums in a line. */
export function checkSummary(rules: readonly CheckedRule[]): string {
  const counts = countVerdicts(rules);
  const names = (verdict: CheckedRule['verdict']) => {
    const ids = [...new Set(rules.filter((one) => one.verdict === verdict).map(({ rule }) => rule))];
    return ids.length === 0 ? '' : ` (${ids.join(', ')})`;
  };
  return [
    `${String(counts.fail)} failed${names('fail')}`,
    `${String(counts.warning)} with a warning${names('warning')}`,
    `${String(counts.pass)} passed`,
    `${String(counts['not observable'])} not observable here`,
    `${String(counts['not applicable'])} not applicable`,
  ].join(', ');
}
