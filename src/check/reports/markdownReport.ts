import type { CheckedRule } from '../../jobs/containerCheck';
import { byContainer, countVerdicts, type CheckResults } from './checkResults';

/** Results as Markdown. */
export function markdownReport(results: CheckResults): string {
  const sections = [...byContainer(results.rules)].map(([container, rules]) => section(container, rules, results));
  return `# Container check\n\n${results.engine}\n\n${sections.join('\n')}`;
}

function section(container: string, rules: readonly CheckedRule[], { uses }: CheckResults): string {
  const counts = countVerdicts(rules);
  const sums = Object.entries(counts).map(([verdict, count]) => `${String(count)} ${verdict}`);
  const rows = rules.map(({ rule, title, verdict, because }) => {
    const what = verdict === 'fail' || verdict === 'warning' ? `**${verdict}**` : verdict;
    return `| ${rule} | ${what} | ${cell(title)} | ${cell(because)} |`;
  });
  const bad = rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'warning');
  return [
    `## ${container}: ${(uses[container] ?? []).join(', ')}\n`,
    `${sums.join(', ')}\n`,
    ...bad.map(detail),
    '| Rule | Verdict | What | Seen |\n| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function detail({ rule, title, verdict, because, evidence, why, fix }: CheckedRule): string {
  const lines = evidence.flatMap((text) => text.split('\n')).map((line) => `    ${line}`);
  const shown = lines.length > 0 ? `\n${lines.join('\n')}\n` : '';
  return `### ${rule}: ${title}\n\n${verdict}: ${because}\n${shown}\n${why}\n\n**Instead:** ${fix}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
