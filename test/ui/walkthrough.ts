import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditorWindow } from '../machine/editorWindow';
import { repository } from '../machine/repository';

/** What the manifest says of one step. */
interface Step {
  readonly id: string;
  readonly title: string;
  readonly media: { readonly image: string; readonly altText: string };
}

/** A window in which the steps stand beside their pictures, and little else. */
const size = { width: 1_280, height: 800 };

const read = (file: string): unknown => JSON.parse(readFileSync(join(repository, file), 'utf8'));

/** Open each step of the walkthrough that is shown, see its texts and its picture, and keep a screenshot of it. */
export async function lookAtWalkthrough(editor: EditorWindow, language: 'en' | 'ja'): Promise<void> {
  const { page } = editor;
  const manifest = read('package.json') as {
    readonly contributes: { readonly walkthroughs: readonly [{ readonly steps: readonly Step[] }] };
  };
  const texts = read(language === 'en' ? 'package.nls.json' : 'package.nls.ja.json') as Readonly<
    Record<string, string>
  >;
  const textOf = (placeholder: string): string => texts[placeholder.slice(1, -1)] ?? '';
  await page.locator('.getting-started-step').first().waitFor();
  await editor.run('Notifications: Clear All Notifications');
  const panel = page.locator('.part.panel');
  if (await panel.isVisible()) await page.keyboard.press('Control+J');
  await panel.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+B');
  await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  await page.setViewportSize(size);
  for (const { id, title, media } of manifest.contributes.walkthroughs[0].steps) {
    const step = page.locator(`.getting-started-step[data-step-id$="#${id}"]`);
    const open = step.and(page.locator('.expanded'));
    // A click closes what the editor has opened by itself in the same moment.
    while ((await open.count()) === 0) {
      await step.click();
      await open.waitFor({ timeout: 2_000 }).catch(() => undefined);
    }
    assert.match((await step.textContent()) ?? '', new RegExp(`^${textOf(title)}`));
    const picture = page.locator('.getting-started-media img');
    const isThere = async () => (await picture.getAttribute('alt')) === textOf(media.altText);
    while (!(await isThere())) await page.waitForTimeout(50);
    // An image that could not be read, or drawn, has no width.
    while ((await picture.evaluate((image) => (image as { naturalWidth?: number }).naturalWidth)) === 0)
      await page.waitForTimeout(50);
    assert.deepEqual(await cutOff(step), [], `cut off in ${language}`);
    await step.scrollIntoViewIfNeeded();
    await editor.screenshot(`walkthrough-${language}-${id}`);
  }
}

/** The texts of a step that are wider than the place that they have. */
async function cutOff(step: ReturnType<EditorWindow['page']['locator']>): Promise<readonly string[]> {
  return step.locator('h3, .step-description-container span, .monaco-button').evaluateAll((parts) =>
    parts.flatMap((part) => {
      const { scrollWidth, clientWidth, textContent } = part as unknown as Sized;
      return clientWidth > 0 && scrollWidth > clientWidth + 1 ? [textContent ?? ''] : [];
    }),
  );
}

/** What a page knows of an element. */
interface Sized {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly textContent: string | null;
}
