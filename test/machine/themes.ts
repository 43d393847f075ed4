import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barriers } from './barriers';
import type { EditorWindow } from './editorWindow';
import { pageOfPanel } from './pageOfPanel';

/** A theme of the editor's own, with the classes that the workbench and the pages of panels have in it. */
export interface Theme {
  /** What an editor has without a setting when absent. */
  readonly name?: string;
  readonly workbench: string;
  readonly page: string;
}

/** One theme of each kind that an editor knows; the last is that of pictures. */
export const themes = {
  dark: { name: 'Default Dark Modern', workbench: 'vs-dark', page: 'vscode-dark' },
  contrast: { name: 'Default High Contrast', workbench: 'hc-black', page: 'vscode-high-contrast' },
  lightContrast: { name: 'Default High Contrast Light', workbench: 'hc-light', page: 'vscode-high-contrast-light' },
  light: { workbench: 'vs', page: 'vscode-light' },
} as const satisfies Readonly<Record<string, Theme>>;

/** Give a window a theme, by the settings of its workspace, and wait until it has it. @param settings what else stands there */
export async function changeTheme(
  { page, workspace }: EditorWindow,
  theme: Theme,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  const all = { ...(theme.name !== undefined && { 'workbench.colorTheme': theme.name }), ...settings };
  writeFileSync(join(workspace, '.vscode', 'settings.json'), JSON.stringify(all));
  await page.locator(`.monaco-workbench.${theme.workbench}`).waitFor();
}

/** The page of the panel in front keeps nobody out, whatever the theme; it ends in that of before. @param name of its pictures, NAME-THEME.png */
export async function refuseBarriers(editor: EditorWindow, name: string): Promise<void> {
  for (const [kind, theme] of Object.entries(themes)) {
    await changeTheme(editor, theme);
    const body = pageOfPanel(editor.page).locator(`body.${theme.page}`);
    await body.waitFor();
    assert.deepEqual(await barriers(body), [], `${name} in ${kind}`);
    await editor.screenshot(`${name}-${kind}`);
  }
}
