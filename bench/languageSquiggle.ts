import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../test/machine/browser';
import { installEditor } from '../test/machine/editorInstall';
import { startEditorServer, workbenchUrl } from '../test/machine/editorServer';
import { installBuilt } from './builtExtension';
import { longDefinition } from './languageDocuments';
import type { BenchRun } from './measure';

const keystrokes = 40;
const warmUp = 10;
const patience = 60_000;
/** Between two keys, as somebody types who looks at the screen, in milliseconds. */
const pause = 150;

/** What follows a key in the page of a real editor, in milliseconds after it. */
export interface SquiggleTime {
  /** The character is there, or gone. */
  readonly written: number;
  /** The squiggle is there, or gone. */
  readonly marked: number;
}

/** Types one character into a definition and takes it back, in turns. */
export async function squiggleTimes(bench: BenchRun): Promise<readonly SquiggleTime[]> {
  const folders = { userData: join(bench.folder, 'data'), extensions: join(bench.folder, 'extensions') };
  const workspace = join(bench.folder, 'editor');
  mkdirSync(workspace);
  const { file, cells, place } = longDefinition();
  writeFileSync(join(workspace, file), cells.join('\n'));
  installBuilt(folders.extensions);
  const server = await startEditorServer(await installEditor('current'), folders);
  bench.afterwards(() => server.stop());
  const browser = await openBrowser();
  bench.afterwards(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(patience);
  await page.goto(workbenchUrl(server.port, { workspace }));
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
  await page.locator('.monaco-editor.focused').waitFor();
  await page.keyboard.press('Control+G');
  await page
    .locator('.quick-input-widget:visible input')
    .first()
    .fill(`:${place.line + 1}:${place.character + 1}`);
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  return strokes(page);
}

async function strokes(page: Page): Promise<readonly SquiggleTime[]> {
  const times: SquiggleTime[] = [];
  // The first one waits for the language server to start.
  for (let stroke = 0; stroke < keystrokes + warmUp; stroke += 1) {
    const time = await timeOf(page, stroke % 2 === 0);
    if (stroke >= warmUp) times.push(time);
    await page.waitForTimeout(pause);
  }
  return times;
}

async function timeOf(page: Page, isWrong: boolean): Promise<SquiggleTime> {
  // Without its promise: that would be waited for before the key.
  await page.evaluate(`void (${watchSquiggles})(${String(isWrong)})`);
  await page.keyboard.press(isWrong ? 'x' : 'Backspace');
  return page.evaluate<SquiggleTime>('window.squiggleTime');
}

/** Runs in the page: from the next key on until there is, or is no more, a squiggle. The document has no other one. */
const watchSquiggles = `(isWanted) => {
  let started;
  let written;
  document.addEventListener('keydown', () => (started = performance.now()), { capture: true, once: true });
  window.squiggleTime = new Promise((resolve, reject) => {
    const observer = new MutationObserver((changes) => {
      if (started === undefined) return;
      if (changes.some(({ target }) => target.closest?.('.view-line'))) written ??= performance.now() - started;
      if ((document.querySelector('.squiggly-error') !== null) !== isWanted) return;
      observer.disconnect();
      resolve({ written: written ?? 0, marked: performance.now() - started });
    });
    setTimeout(() => reject(new Error('the squiggle did not ' + (isWanted ? 'come' : 'go'))), ${patience});
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}`;
