import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from './browser';
import {
  installExtension,
  startEditorServer,
  trustEverything,
  workbenchUrl,
  writeSettings,
  type EditorServer,
} from './editorServer';
import { editorOfEnvironment } from './editorVariables';
import { repository } from './repository';
import { packageFile } from './runRing';

/** Longest wait for anything to appear, in milliseconds. */
const patienceMs = 30_000;
/** The palette takes its text over a moment after it was typed, in milliseconds. */
const paletteMs = 150;
/** And shows what it has for that text within this time. */
const listMs = 4_000;

/** Files of extensions have such addresses inside the page of a panel; the page's own service worker answers for them. */
const fromExtension = /^https:\/\/[^/]+\.vscode-resource\.vscode-cdn\.net\//;

/** Settings under which an editor opens a folder without asking, and trusts it with nothing. */
const restricted = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

export interface WindowOptions {
  /** Folder that is copied and opened; nothing is opened without it. */
  readonly workspace?: string;
  /** User settings beside those that keep an editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The workspace is one that nobody trusts. */
  readonly isRestricted?: boolean;
  /** Language of the editor as extensions see it (`ja`). The workbench's own texts stay English: there is no language pack here. */
  readonly language?: string;
}

/**
 * An editor as a person has it before them, the packaged extension installed, in a browser without a window.
 *
 *     const editor = await openEditorWindow({ workspace });
 *     await editor.open('train.training-job.json');
 *     await editor.run('SageMaker: Run');
 *     await editor.screenshot('jobs');
 *     await editor.close();
 *
 * Start one for a file of tests (`before`, `after`), not for each test: it takes some seconds. Its selectors are those
 * of VS Code's own workbench; whatever isn't offered here is done with `page`.
 */
export interface EditorWindow {
  readonly page: Page;
  /** The copy of the workspace that is open; empty when nothing is. */
  readonly workspace: string;
  /** Requests that left this machine; stays empty. */
  readonly requestsElsewhere: readonly string[];
  /** Run a command by its full title in the palette. Does not wait for what it does. */
  run(title: string): Promise<void>;
  /** Open a file by name and wait until its tab is the active one. */
  open(file: string): Promise<void>;
  /** Show a view container by its title in the activity bar. */
  showContainer(title: string): Promise<void>;
  /** A row of any tree or list in the side bar that holds this text. */
  row(text: string | RegExp): Locator;
  /** A notification that holds this text. */
  notification(text: string | RegExp): Locator;
  /** Keep a picture of the whole window as out/screenshots/NAME.png. */
  screenshot(name: string): Promise<void>;
  /** Kill the editor with all that it started, and open the same workspace in a new one. This window is of no use afterwards. */
  killAndReopen(): Promise<EditorWindow>;
  /** End browser and server, and delete all that they wrote. */
  close(): Promise<void>;
}

/** Start an editor and wait until its workbench, and the files of the workspace, are there. */
export async function openEditorWindow(options: WindowOptions = {}): Promise<EditorWindow> {
  const folder = mkdtempSync(join(tmpdir(), 'window-'));
  const parts: { server?: EditorServer; browser?: Browser } = {};
  const close = async (): Promise<void> => {
    await parts.browser?.close();
    await parts.server?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const workspace = options.workspace === undefined ? '' : copyOf(options.workspace, join(folder, 'workspace'));
    const folders = { userData: join(folder, 'data'), extensions: join(folder, 'extensions') };
    writeSettings(folders.userData, { ...(options.isRestricted === true && restricted), ...options.settings });
    const install = editorOfEnvironment();
    await installExtension(install, folders, packageFile);
    const browser = await openBrowser();
    parts.browser = browser;
    const show = async (): Promise<EditorWindow> => {
      const server = await startEditorServer(install, folders, options.isRestricted === true ? [] : [trustEverything]);
      parts.server = server;
      const { page, elsewhere } = await newPage(browser, server.port, options.language);
      await page.goto(workbenchUrl(server.port, workspace === '' ? {} : { workspace }));
      await page.locator('.monaco-workbench').waitFor();
      if (workspace !== '') await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
      const killAndReopen = async () => {
        await server.kill();
        await page.context().close();
        return show();
      };
      return { page, workspace, requestsElsewhere: elsewhere, ...actions(page), killAndReopen, close };
    };
    return await show();
  } catch (error) {
    await close();
    throw error;
  }
}

function copyOf(source: string, target: string): string {
  cpSync(source, target, { recursive: true });
  return target;
}

async function newPage(
  browser: Browser,
  port: number,
  language?: string,
): Promise<{ page: Page; elsewhere: readonly string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // What the file of a language pack does as its last step.
  if (language !== undefined)
    await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    const isHere = url.startsWith(`http://127.0.0.1:${port}/`) || fromExtension.test(url);
    if (url.startsWith('http') && !isHere) elsewhere.push(url);
  });
  return { page, elsewhere };
}

function actions(
  page: Page,
): Omit<EditorWindow, 'page' | 'workspace' | 'requestsElsewhere' | 'killAndReopen' | 'close'> {
  const quickInput = page.locator('.quick-input-widget:visible');
  const rows = quickInput.locator('.monaco-list-row');
  const type = async (text: string): Promise<void> => {
    await quickInput.locator('input').first().fill(text, { timeout: listMs });
    await page.waitForTimeout(paletteMs);
  };
  /** Choose a row of a list that a key opens, by a text that is typed. */
  const choose = async (key: string, text: string, row: Locator): Promise<void> => {
    const isListed = async (): Promise<boolean> => {
      await page.keyboard.press(key);
      return type(text)
        .then(() => row.waitFor({ timeout: listMs }))
        .then(
          () => true,
          () => false,
        );
    };
    // A list learns of what is new since it was opened only when it is opened again, and closes when an editor takes the focus late.
    const end = Date.now() + patienceMs;
    while (!(await isListed())) {
      if (Date.now() > end) throw new Error(`There is no "${text}" to choose`);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('Enter');
  };
  return {
    run: async (title) => {
      await choose('F1', `>${title}`, rows.filter({ hasText: title }).first());
    },
    open: async (file) => {
      const [name = file, ...folders] = file.split('/').reverse();
      const row = rows.filter({ hasText: name }).filter({ hasText: folders.reverse().join('/') });
      await choose('Control+P', file, row.first());
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    },
    showContainer: async (title) => {
      const icon = page.locator(`.activitybar a.action-label[aria-label^="${title}"]`).first();
      await icon.waitFor();
      const item = page.locator('.activitybar .action-item.checked', {
        has: page.locator(`a.action-label[aria-label^="${title}"]`),
      });
      if ((await item.count()) === 0) await icon.click();
    },
    row: (text) => page.locator('.pane-body .monaco-list-row').filter({ hasText: text }),
    notification: (text) => page.locator('.notification-toast').filter({ hasText: text }),
    screenshot: async (name) => {
      const folder = join(repository, 'out', 'screenshots');
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
  };
}
