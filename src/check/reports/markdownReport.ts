import type { CheckedRule, CheckVerdict } from '../../jobs/containerCheck';
import { byContainer, countVerdicts, type CheckResults } from './checkResults';
import { markdownText } from './markdownText';
import { englishWords, type ReportStyle } from './reportWords';

/** Results as Markdown. */
export function markdownReport(results: CheckResults, given: Partial<ReportStyle> = {}): string {
  const style = { words: englishWords, ...given };
  const sections = [...byContainer(results.rules)].map(([container, rules]) => {
    const title = `## ${markdownText(container)}: ${(results.uses[container] ?? []).join(', ')}\n`;
    return [title, ...section(rules, style)].join('\n');
  });
  return `# ${style.words.title}\n\n${markdownText(results.engine)}\n\n${sections.join('\n')}`;
}

function section(rules: readonly CheckedRule[], style: ReportStyle): readonly string[] {
  const { words } = style;
  const counts = Object.entries(countVerdicts(rules)) as readonly (readonly [CheckVerdict, number])[];
  const rows = rules.map((one) => {
    const { title, verdict, because } = one;
    const said = words.verdict(verdict);
    return `| ${link(one, style)} | ${isBad(one) ? `**${said}**` : said} | ${markdownText(title)} | ${markdownText(because)} |`;
  });
  return [
    `${counts.map(([verdict, count]) => `${words.verdict(verdict)}: ${String(count)}`).join(', ')}\n`,
    ...rules.filter(isBad).map((one) => detail(one, style)),
    `| ${words.columns.join(' | ')} |\n| --- | --- | --- | --- |`,
    ...rows,
    '',
  ];
}

function isBad({ verdict }: CheckedRule): boolean {
  return verdict === 'fail' || verdict === 'warning';
}

function link({ rule, page }: CheckedRule, { pageLink }: ReportStyle): string {
  return pageLink ? `[${rule}](${pageLink(page)})` : rule;
}

function detail(one: CheckedRule, style: ReportStyle): string {
  const { title, verdict, because, evidence, why, fix } = one;
  const { words } = style;
  const lines = evidence.flatMap((text) => text.split('\n')).map((line) => `    ${line}`);
  const shown = lines.length > 0 ? `\n${lines.join('\n')}\n` : '';
  const head = `### ${link(one, style)}: ${markdownText(title)}\n\n${words.verdict(verdict)}: ${markdownText(because)}\n`;
  return `${head}${shown}\n${markdownText(why)}\n\n**${words.instead}** ${markdownText(fix)}\n`;
}
