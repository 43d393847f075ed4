import type { CheckedRule } from '../../jobs/containerCheck';
import { countVerdicts, escapeXml } from './checkResults';

/** Width of a character of 11 px, nearly. */
const characterWidth = 6.6;
const padding = 10;

/** A badge for a README: how many rules passed, or failed. */
export function badge(rules: readonly CheckedRule[]): string {
  const { pass, fail, warning } = countVerdicts(rules);
  const [text, colour] = messageOf(pass, fail, warning);
  const label = 'SageMaker contract';
  const left = Math.round(label.length * characterWidth + padding);
  const right = Math.round(text.length * characterWidth + padding);
  const middle = (from: number, width: number) => String(Math.round(from + width / 2));
  const name = escapeXml(`${label}: ${text}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(left + right)}" height="20" role="img" aria-label="${name}">
<title>${name}</title>
<rect width="${String(left + right)}" height="20" rx="3" fill="#444"/>
<path d="M${String(left)} 0h${String(right - 3)}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${String(right - 3)}z" fill="${colour}"/>
<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,sans-serif" font-size="11">
<text x="${middle(0, left)}" y="14">${label}</text>
<text x="${middle(left, right)}" y="14">${escapeXml(text)}</text>
</g>
</svg>
`;
}

function messageOf(pass: number, fail: number, warning: number): readonly [text: string, colour: string] {
  if (fail > 0) return [`${String(fail)} failed`, '#b3261e'];
  if (warning > 0) return [`${String(pass)} passed, ${String(warning)} with a warning`, '#8a6100'];
  if (pass === 0) return ['not checked', '#5f6368'];
  return [`${String(pass)} passed`, '#1e7a34'];
}
