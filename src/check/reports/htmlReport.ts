import type { CheckedRule, CheckVerdict } from '../../jobs/containerCheck';
import { byContainer, countVerdicts, escapeXml, type CheckResults } from './checkResults';
import { englishWords, type ReportStyle } from './reportWords';

/** A sign beside each verdict, so that nobody needs to see colours. */
const signs: Readonly<Record<CheckVerdict, string>> = {
  fail: '✗',
  warning: '!',
  pass: '✓',
  'not observable': '?',
  'not applicable': '–',
};

const sheet = `:root{color-scheme:light dark;background:Canvas;color:CanvasText;--bad:#b3261e;--warn:#8a6100;--good:#1e7a34;--quiet:#5f6368}
@media(prefers-color-scheme:dark){:root{--bad:#ff8a80;--warn:#ffcc66;--good:#7ddc94;--quiet:#a9adb3}}
body{font:14px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}
details{border-top:1px solid #8884;padding:.4rem 0}summary{cursor:pointer}
.verdict{display:inline-block;min-width:9.5rem;margin-right:.6rem;font-weight:600}.id{display:inline-block;min-width:3.5rem;margin-right:.6rem;font-family:monospace}
.fail .verdict{color:var(--bad)}.warning .verdict{color:var(--warn)}.pass .verdict{color:var(--good)}.not .verdict{color:var(--quiet)}
details details{margin-left:1rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8881;padding:.6rem;margin:.5rem 0}`;

/** Results as one page that needs nothing else: no script, nothing from elsewhere. */
export function htmlReport(results: CheckResults, given: Partial<ReportStyle> = {}): string {
  const style = { words: englishWords, ...given };
  const { language, title } = style.words;
  const sections = [...byContainer(results.rules)].map(([container, rules]) =>
    [heading(container, rules, { results, style }), ...entries(rules, style)].join('\n'),
  );
  return `<!DOCTYPE html>
<html lang="${escapeXml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${sheet}</style>
</head>
<body>
<main>
<h1>${escapeXml(title)}</h1>
<p>${escapeXml(results.engine)}</p>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

interface Heading {
  readonly results: CheckResults;
  readonly style: ReportStyle;
}

function heading(container: string, rules: readonly CheckedRule[], { results, style }: Heading): string {
  const { uses } = results;
  const counts = Object.entries(countVerdicts(rules)) as readonly (readonly [CheckVerdict, number])[];
  const sums = counts.map(([verdict, count]) => `${style.words.verdict(verdict)}: ${String(count)}`);
  return [
    `<h2>${escapeXml(container)}: ${escapeXml((uses[container] ?? []).join(', '))}</h2>`,
    `<p>${escapeXml(sums.join(', '))}</p>`,
  ].join('\n');
}

/** All rules; those about other containers are folded into one. */
function entries(rules: readonly CheckedRule[], style: ReportStyle): readonly string[] {
  const isOther = ({ verdict }: CheckedRule): boolean => verdict === 'not applicable';
  const own = rules.filter((one) => !isOther(one)).map((one) => entry(one, style));
  const others = rules.filter(isOther).map((one) => entry(one, style));
  if (others.length === 0) return own;
  const summary = `${signs['not applicable']} ${style.words.verdict('not applicable')}: ${String(others.length)}`;
  const head = `<summary><span class="verdict">${escapeXml(summary)}</span></summary>`;
  return [...own, `<details class="not">\n${head}`, ...others, '</details>'];
}

function entry(one: CheckedRule, { pageLink, words }: ReportStyle): string {
  const { rule, title, verdict, because, evidence, why, fix, page } = one;
  const isBad = verdict === 'fail' || verdict === 'warning';
  const log = evidence.length > 0 ? `<pre>${escapeXml(evidence.join('\n'))}</pre>` : '';
  const more = pageLink ? `\n<p><a href="${escapeXml(pageLink(page))}">${escapeXml(page)}</a></p>` : '';
  return `<details class="${verdict.split(' ')[0] ?? ''}"${isBad ? ' open' : ''}>
<summary><span class="verdict">${signs[verdict]} ${escapeXml(words.verdict(verdict))}</span><span class="id">${escapeXml(rule)}</span>${htmlText(title)}</summary>
<p>${htmlText(because)}</p>${log}
<p>${htmlText(why)}</p><p><strong>${escapeXml(words.instead)}</strong> ${htmlText(fix)}</p>${more}
</details>`;
}

/** A sentence, whose code stands between backticks. */
function htmlText(text: string): string {
  return escapeXml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
