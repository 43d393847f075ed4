import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../test/machine/browser';
import { installEditor } from '../test/machine/editorInstall';
import { startEditorServer, workbenchUrl } from '../test/machine/editorServer';
import { installBuilt } from './builtExtension';
import { longDefinition, type LongDocument } from './languageDocuments';
import { installMarking, markedEnding } from './markingExtension';
import { interleaved, type BenchRun } from './measure';

const keystrokes = 60;
const warmUp = 10;
const patience = 60_000;
/** Between two keys, as somebody types who looks at the screen, in milliseconds. */
const pause = 150;

/** From a key to its squiggle, or to there being none any more. */
export type SquiggleTimes = Awaited<ReturnType<typeof interleaved>>;

/**
 * Types one character into a definition and takes it back, in turns; and the same in a plain text beside it, which an extension marks that
 * does nothing else: what is left is the editor's own way.
 */
export async function squiggleTimes(bench: BenchRun): Promise<SquiggleTimes> {
  const folders = { userData: join(bench.folder, 'data'), extensions: join(bench.folder, 'extensions') };
  const workspace = join(bench.folder, 'editor');
  mkdirSync(workspace);
  const definition = longDefinition();
  const plain = { ...definition, file: `long${markedEnding}` };
  for (const { file, cells } of [definition, plain]) writeFileSync(join(workspace, file), cells.join('\n'));
  installBuilt(folders.extensions);
  installMarking(folders.extensions);
  const server = await startEditorServer(await installEditor('current'), folders);
  bench.afterwards(() => server.stop());
  const browser = await openBrowser();
  bench.afterwards(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(patience);
  await page.goto(workbenchUrl(server.port, { workspace }));
  await openAtPlace(page, definition);
  await page.keyboard.press('Control+Backslash');
  await openAtPlace(page, plain);
  const stroke = (group: number) => async (round: number) => {
    await page.keyboard.press(`Control+${group}`);
    await page.waitForTimeout(pause);
    return timeOf(page, round % 2 === 0);
  };
  // The first one waits for the language server to start.
  for (let round = 0; round < warmUp; round += 1) for (const group of [1, 2]) await stroke(group)(round);
  return interleaved(keystrokes, stroke(1), stroke(2));
}

async function openAtPlace(page: Page, { file, place }: LongDocument): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
  await page.locator('.monaco-editor.focused').waitFor();
  await page.locator('.tab.active', { hasText: file }).waitFor();
  await page.keyboard.press('Control+G');
  await page
    .locator('.quick-input-widget:visible input')
    .first()
    .fill(`:${place.line + 1}:${place.character + 1}`);
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
}

async function timeOf(page: Page, isWrong: boolean): Promise<number> {
  // Without its promise: that would be waited for before the key.
  await page.evaluate(`void (${watchSquiggles})(${String(isWrong)})`);
  await page.keyboard.press(isWrong ? 'x' : 'Backspace');
  return page.evaluate<number>('window.squiggleTime');
}

/** Runs in the page: from the next key on until there is, or is no more, a squiggle. The document has no other one. */
const watchSquiggles = `(isWanted) => {
  let started;
  document.addEventListener('keydown', () => (started = performance.now()), { capture: true, once: true });
  window.squiggleTime = new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => {
      if (started === undefined) return;
      if ((document.querySelector('.monaco-editor.focused .squiggly-error') !== null) !== isWanted) return;
      observer.disconnect();
      resolve(performance.now() - started);
    });
    setTimeout(() => reject(new Error('the squiggle did not ' + (isWanted ? 'come' : 'go'))), ${patience});
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}`;
