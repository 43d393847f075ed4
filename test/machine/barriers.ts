import { source, type AxeResults } from 'axe-core';
import type { Locator } from 'playwright-core';

/** What is less is a matter of taste. */
const wanted = ['serious', 'critical'];

/** What keeps some people from using a page (no name, no contrast, no way for a keyboard), as axe-core sees it in the page, as `rule: element`. @param body any element of it */
export async function barriers(body: Locator): Promise<readonly string[]> {
  const frame = await (await body.elementHandle()).ownerFrame();
  if (!frame) throw new Error('The page is gone.');
  // As an expression of the debugger: the policy of the page lets in no scripts of others.
  await frame.evaluate(source);
  const { violations } = await frame.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
  return violations
    .filter(({ impact }) => wanted.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`));
}

interface Axe {
  readonly run: () => Promise<AxeResults>;
}
