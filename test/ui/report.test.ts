import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { htmlReport } from '../../src/check/reports/htmlReport';
import { ruleInLanguage } from '../../src/check/reports/reportWords';
import type { CheckedRule, CheckVerdict } from '../../src/jobs/containerCheck';
import { reportLanguage } from '../../src/terminal/reportLanguage';
import { barriers } from '../machine/barriers';
import { openBrowser } from '../machine/browser';
import { repository } from '../machine/repository';

const verdicts: readonly CheckVerdict[] = ['fail', 'warning', 'pass', 'not observable', 'not applicable'];
const rules = verdicts.map((verdict, index): CheckedRule => ({
  ...{ container: 'cars', rule: `G${String(index + 1)}`, title: 'The platform finds and starts its program', verdict },
  because: 'Without a container engine only the files were read.',
  evidence: verdict === 'fail' ? ['exec: "train": executable file not found in $PATH'] : [],
  why: 'Training gets the word `train` as its only argument, serving `serve`.',
  fix: 'Make it executable: RUN chmod +x in the Dockerfile, or git update-index --chmod=+x for the file.',
  ...{ page: `docs/rules/G${String(index + 1)}.md`, places: [] },
}));

/** How somebody may see a page. */
const looks = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced', media: { colorScheme: 'dark', forcedColors: 'active' } },
] as const;

describe('the report of a check as a page', function () {
  this.timeout(60_000);
  let browser: Browser;

  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  for (const language of ['en', 'ja']) {
    it(`keeps nobody out, whatever its colours, in ${language}`, async () => {
      const { words, translate } = reportLanguage(repository, language);
      const told = rules.map((rule) => ruleInLanguage(rule, translate));
      const results = {
        target: '/cars',
        rules: told,
        uses: { cars: ['training' as const] },
        engine: translate('Plain processes'),
      };
      const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
      await page.setContent(htmlReport(results, { words, pageLink: (file) => `https://example.com/${file}` }));
      const folder = join(repository, 'out', 'screenshots');
      mkdirSync(folder, { recursive: true });
      for (const { name, media } of looks) {
        await page.emulateMedia(media);
        assert.deepEqual(await barriers(page.locator('body')), [], name);
        await page.screenshot({ path: join(folder, `report-${language}-${name}.png`), fullPage: true });
      }
      await page.close();
    });
  }
});
