import { lastRun } from '../validation/metrics/lastRun';
import { matchLines } from '../validation/metrics/matchLines';
import type { JsonPath } from '../validation/problem';
import type { LanguageContext } from './languageContext';

/** Longer lines are cut. */
const longest = 200;

/** What the expression of a metric found in the last local run of its definition, as Markdown; undefined for what is no such expression. */
export function metricHelp(
  way: JsonPath,
  value: unknown,
  definition: string,
  { files, style }: LanguageContext,
): string | undefined {
  if (typeof value !== 'string' || way.at(-1) !== 'Regex' || way.at(-3) !== 'MetricDefinitions') return undefined;
  const run = lastRun(definition, files, style);
  if (!run) return 'Nothing is known of this expression yet: this definition has not run on this machine.';
  const { values, line = '', isTooSlow } = matchLines(value, run.lines);
  if (isTooSlow) return `This expression needs too long for the log of \`${run.job}\`.`;
  if (values.length === 0) return `No number in the log of \`${run.job}\`, the last local run.`;
  const facts = `first ${String(values[0])}, last ${String(values.at(-1))}, ${String(values.length)} in all`;
  const shown = line.length > longest ? `${line.slice(0, longest)}…` : line;
  return `In \`${run.job}\`, the last local run: ${facts}.\n\n\`\`\`text\n${shown.replaceAll('```', "'''")}\n\`\`\``;
}
