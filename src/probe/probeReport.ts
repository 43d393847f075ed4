import type { Annotation, Verdict } from './annotate';
import type { Difference } from './compareDumps';
import { stableValue } from './stableValue';

/** Characters of a value that a line has room for. */
const longestValue = 160;
const verdicts: readonly Verdict[] = ['as the contract says', 'differs', 'not settled by any source'];

/** Each observation as a line: rule, key, value, verdict. @param stable leave out what is different in every run */
export function annotationLines(annotations: readonly Annotation[], stable = false): readonly string[] {
  return annotations.map((annotation) => {
    const { rule = '-', key } = annotation;
    return `${rule.padEnd(4)} ${key} ${valueText(annotation, stable)} | ${verdictText(annotation, stable)}`;
  });
}

function valueText({ key, value, depends }: Annotation, stable: boolean): string {
  if (value === undefined) return '(not there)';
  if (!stable) return short(JSON.stringify(value));
  return depends ? '<depends on the machine>' : JSON.stringify(stableValue(key, value));
}

function verdictText({ verdict, because, depends }: Annotation, stable: boolean): string {
  if (stable && depends) return '';
  return because === undefined ? verdict : `${verdict} because ${because}`;
}

/** How many observations stand how to the contract, as one line. */
export function summaryLine(annotations: readonly Annotation[]): string {
  const counts = verdicts.map(
    (verdict) => `${String(annotations.filter((one) => one.verdict === verdict).length)} ${verdict}`,
  );
  return counts.join(', ');
}

/** What the rules say that the annotations cite, one a line. */
export function legendLines(annotations: readonly Annotation[]): readonly string[] {
  const cited = new Map<string, Set<string>>();
  for (const { rule, says } of annotations) {
    if (rule !== undefined && says !== undefined) cited.set(rule, (cited.get(rule) ?? new Set()).add(says));
  }
  return [...cited].sort().map(([rule, says]) => `${rule.padEnd(4)} ${[...says].join('; ')}`);
}

/** Each difference as three lines. */
export function differenceLines(differences: readonly Difference[]): readonly string[] {
  const text = (value: unknown) => (value === undefined ? '(not there)' : JSON.stringify(value));
  return differences.flatMap(({ key, rule = '-', here, there }) => [
    `${rule.padEnd(4)} ${key}`,
    `       here   ${text(here)}`,
    `       there  ${text(there)}`,
  ]);
}

function short(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
