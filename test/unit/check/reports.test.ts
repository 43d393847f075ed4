import assert from 'node:assert/strict';
import { badge } from '../../../src/check/reports/badge';
import { escapeXml } from '../../../src/check/reports/checkResults';
import { htmlReport } from '../../../src/check/reports/htmlReport';
import { junitReport } from '../../../src/check/reports/junitReport';
import { markdownText } from '../../../src/check/reports/markdownText';
import { markdownReport } from '../../../src/check/reports/markdownReport';
import { ruleInLanguage } from '../../../src/check/reports/reportWords';
import { judgeContainer } from '../../../src/check/judgeContainer';
import type { CheckedRule } from '../../../src/jobs/containerCheck';
import { reportLanguage } from '../../../src/terminal/reportLanguage';
import { repository } from '../../machine/repository';
import { healthy, served } from './observed';

const rule: CheckedRule = {
  container: 'car',
  rule: 'G9',
  title: 'It listens',
  verdict: 'fail',
  because: 'It listens on <itself> | only.',
  evidence: ['127.0.0.1:8080', '\u001b[31mred & <b>bold</b>'],
  places: [],
  why: 'The platform calls from outside.',
  fix: 'Bind it to 0.0.0.0.',
  page: 'docs/rules/G9.md',
};
const others: readonly CheckedRule[] = [
  { ...rule, rule: 'G1', verdict: 'pass' },
  { ...rule, rule: 'G2', verdict: 'warning' },
  { ...rule, rule: 'G3', verdict: 'not observable' },
];
const results = { target: '/car', rules: [...others, rule], uses: { car: ['realtime'] }, engine: 'Docker' } as const;

describe('a report on a container', () => {
  it('is HTML without a script and without anything from elsewhere, the worst first', () => {
    const html = htmlReport(results);
    assert.doesNotMatch(html, /<script|https?:|<itself>|<b>/);
    assert.match(html, /default-src 'none'/);
    assert.match(htmlReport({ ...results, rules: [{ ...rule, fix: 'Use `FROM a`.' }] }), /Use <code>FROM a<\/code>\./);
    assert.ok(html.indexOf('G9') < html.indexOf('G2') && html.indexOf('G2') < html.indexOf('G1<'));
  });

  it('is HTML that folds what is about other containers into one line', () => {
    const html = htmlReport({
      ...results,
      rules: [rule, ...others.map((one) => ({ ...one, verdict: 'not applicable' as const }))],
    });
    const [own = '', folded = ''] = html.split('does not apply: 3</span></summary>');
    assert.match(own, />G9</);
    assert.doesNotMatch(own, />G[123]</);
    for (const name of ['G1', 'G2', 'G3']) assert.ok(folded.includes(`>${name}<`), name);
    assert.doesNotMatch(htmlReport(results), /does not apply: \d+<\/span>/);
  });

  it('is HTML that leads from each rule to its page, for a reader who has the pages', () => {
    const html = htmlReport(results, { pageLink: (page) => `file:///docs?a&b/${page}` });
    assert.match(html, /<a href="file:\/\/\/docs\?a&amp;b\/docs\/rules\/G9\.md">docs\/rules\/G9\.md<\/a>/);
    assert.doesNotMatch(htmlReport(results), /<a /);
  });

  it('is Markdown whose table is not broken by what was seen', () => {
    const text = markdownReport(results);
    assert.match(text, /## car: realtime/);
    assert.match(text, /\| G9 \| \*\*failed\*\* \| It listens \| It listens on \\<itself\\> \\\| only\. \|/);
    assert.equal(
      markdownText('a_b *c*\n& `docker run <IMAGE>` [d](e)'),
      'a\\_b \\*c\\* \\& `docker run <IMAGE>` \\[d\\](e)',
    );
  });

  it('is Markdown that leads from each rule to its page, for a reader who has the pages', () => {
    const text = markdownReport(results, { pageLink: (page) => `./${page}` });
    assert.match(text, /### \[G9\]\(\.\/docs\/rules\/G9\.md\): It listens/);
    assert.equal(text.split('](./docs/rules/').length - 1, 6);
    assert.doesNotMatch(markdownReport(results), /\]\(/);
  });

  it('is Markdown in the words of its reader', () => {
    const columns = ['ルール', '結果', '内容', '観察'] as const;
    const verdict = (one: string) => `<${one}>`;
    const words = { language: 'ja', title: '検査', instead: '対処:', columns, verdict };
    const text = markdownReport(results, { words });
    assert.match(text, /^# 検査\n/);
    assert.match(text, /\*\*対処:\*\* Bind it/);
    assert.match(text, /\| ルール \| 結果 \| 内容 \| 観察 \|/);
    assert.match(text, /\| G1 \| <pass> \|/);
  });

  it('is HTML in the language of its reader, whose screen reader is told which it is', () => {
    const { words, translate } = reportLanguage(repository, 'ja');
    const [about] = judgeContainer('car', served(healthy), ['G9']);
    assert.ok(about);
    const told = { ...results, rules: [ruleInLanguage({ ...about, verdict: 'fail' }, translate)] };
    const html = htmlReport(told, { words });
    assert.match(html, /<html lang="ja">/);
    assert.match(html, /<h1>コンテナーの検査<\/h1>/);
    assert.match(html, /<p>合格: 0, 不合格: 1, 警告: 0, 対象外: 0, 確認不可: 0<\/p>/);
    assert.match(html, /<strong>対処:<\/strong> [^<]*[ぁ-ん]/);
    assert.throws(() => reportLanguage(repository, 'xx'), { code: 'check.language' });
  });

  it("is JUnit's XML, in which warnings pass and what was not seen is skipped", () => {
    const xml = junitReport(results);
    assert.match(xml, /<testsuite name="car" tests="4" failures="1" skipped="1">/);
    assert.match(xml, /<failure message="It listens on &lt;itself&gt; \| only\.">/);
    assert.ok(!xml.includes('\u001b'));
  });

  it('is a badge that says the sum in words', () => {
    assert.match(badge(results.rules), /aria-label="SageMaker contract: 1 failed"/);
    assert.match(badge(others), /1 passed, 1 with a warning/);
    assert.match(badge(others.slice(0, 1)), /: 1 passed"/);
    assert.match(badge(others.slice(2)), /: not checked"/);
  });

  it('leaves out what XML has no place for', () => {
    assert.equal(escapeXml('a\uffff\ud800'), 'a');
    assert.equal(escapeXml('a\u0000\u001bb\n<"&\'>'), 'ab\n&lt;&quot;&amp;&#39;&gt;');
  });
});
