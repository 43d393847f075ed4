import type { CheckedRule } from '../../jobs/containerCheck';
import { byContainer, countVerdicts, type CheckResults } from './checkResults';

/** The address of a rule's page in a report, by the page's path in this repository. */
type PageLink = (page: string) => string;

/** Results as Markdown. @param pageLink leads to the pages of the rules, for a report that is read where they are */
export function markdownReport(results: CheckResults, pageLink?: PageLink): string {
  const link = ({ page }: CheckedRule, text: string) => (pageLink ? `[${text}](${pageLink(page)})` : text);
  const sections = [...byContainer(results.rules)].map(([container, rules]) => {
    const title = `## ${container}: ${(results.uses[container] ?? []).join(', ')}\n`;
    return [title, ...section(rules, link)].join('\n');
  });
  return `# Container check\n\n${results.engine}\n\n${sections.join('\n')}`;
}

function section(rules: readonly CheckedRule[], link: (rule: CheckedRule, text: string) => string): readonly string[] {
  const counts = countVerdicts(rules);
  const sums = Object.entries(counts).map(([verdict, count]) => `${String(count)} ${verdict}`);
  const rows = rules.map((one) => {
    const { rule, title, verdict, because } = one;
    const what = verdict === 'fail' || verdict === 'warning' ? `**${verdict}**` : verdict;
    return `| ${link(one, rule)} | ${what} | ${cell(title)} | ${cell(because)} |`;
  });
  const bad = rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'warning');
  return [
    `${sums.join(', ')}\n`,
    ...bad.map((one) => detail(one, link(one, one.rule))),
    '| Rule | Verdict | What | Seen |\n| --- | --- | --- | --- |',
    ...rows,
    '',
  ];
}

function detail({ title, verdict, because, evidence, why, fix }: CheckedRule, rule: string): string {
  const lines = evidence.flatMap((text) => text.split('\n')).map((line) => `    ${line}`);
  const shown = lines.length > 0 ? `\n${lines.join('\n')}\n` : '';
  return `### ${rule}: ${title}\n\n${verdict}: ${because}\n${shown}\n${why}\n\n**Instead:** ${fix}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
