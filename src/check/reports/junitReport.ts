import type { CheckedRule } from '../../jobs/containerCheck';
import { byContainer, escapeXml, type CheckResults } from './checkResults';

/** Results as JUnit's XML: a suite for each container, a case for each rule. Warnings pass, and say so. */
export function junitReport({ rules }: CheckResults): string {
  const suites = [...byContainer(rules)].map(([container, own]) => suite(container, own));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>'].join('\n');
}

function suite(container: string, rules: readonly CheckedRule[]): string {
  const failures = rules.filter(({ verdict }) => verdict === 'fail').length;
  const skipped = rules.filter(isSkipped).length;
  const numbers = `tests="${String(rules.length)}" failures="${String(failures)}" skipped="${String(skipped)}"`;
  return [`  <testsuite name="${escapeXml(container)}" ${numbers}>`, ...rules.map(testCase), '  </testsuite>'].join(
    '\n',
  );
}

function testCase(one: CheckedRule): string {
  const { container, rule, title, verdict, because, evidence, fix } = one;
  const head = `    <testcase classname="${escapeXml(container)}" name="${escapeXml(`${rule} ${title}`)}"`;
  const message = `message="${escapeXml(because)}"`;
  const text = escapeXml([...evidence, fix].join('\n'));
  if (verdict === 'pass') return `${head}/>`;
  if (isSkipped(one)) return `${head}><skipped ${message}/></testcase>`;
  if (verdict === 'warning') return `${head}><system-out>${escapeXml(`${because}\n`)}${text}</system-out></testcase>`;
  return `${head}><failure ${message}>${text}</failure></testcase>`;
}

function isSkipped({ verdict }: CheckedRule): boolean {
  return verdict === 'not applicable' || verdict === 'not observable';
}
