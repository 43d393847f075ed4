import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { repository } from '../machine/repository';
import { changeTheme, themes } from '../machine/themes';

/** Files that hold the same mistake, each in its own quoting: the type "bigint", which the container calls "long". */
const hosts = [
  { file: 'car.model.json', picture: 'definition' },
  { file: 'Dockerfile', picture: 'dockerfile' },
  { file: 'deploy.py', picture: 'python' },
  { file: 'stack.yaml', picture: 'yaml' },
  { file: 'main.tf', picture: 'terraform' },
] as const;

describe('what the container would refuse, in the editor', function () {
  this.timeout(60_000);
  let editor: EditorWindow;
  const squiggle = (): Locator => editor.page.locator('.editor-instance .squiggly-error').first();
  const hover = (text: string | RegExp): Locator =>
    editor.page.locator('.monaco-hover:not(.hidden)', { hasText: text }).first();
  const inSchema = (text: string): Locator =>
    editor.page
      .locator('.monaco-editor[data-uri$="car.sparkml-schema.json"] .view-line span', { hasText: text })
      .last();
  const press = (keys: string): Promise<void> => editor.page.keyboard.press(keys);

  before(async () => {
    editor = await openEditorWindow({ workspace: join(repository, 'test', 'ui', 'validation') });
  });
  after(() => editor.close());

  /** Goes to the first problem, leaves its view, and asks what is there. */
  async function look(): Promise<void> {
    await press('F8');
    await press('Escape');
    await press('Control+K');
    await press('Control+I');
    await hover('"bigint" is no type of the container').waitFor();
  }

  /** A menu that is asked for while the editor looks for its light bulb never comes: then, as anybody would, once more. */
  async function askForRepair(title: string, attempts = 6): Promise<void> {
    await press('Control+.');
    const row = editor.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    try {
      await row.waitFor({ timeout: 4000 });
    } catch (error) {
      if (attempts === 1) throw error;
      await askForRepair(title, attempts - 1);
    }
  }

  async function repair(title: string, picture: string): Promise<void> {
    await askForRepair(title);
    await editor.screenshot(`${picture}-repair`);
    await press('Enter');
  }

  for (const { file, picture } of hosts) {
    it(`underlines, explains and repairs a type in ${file}`, async () => {
      await editor.open(file);
      await squiggle().waitFor();
      await look();
      await editor.screenshot(`validation-${picture}`);
      await press('Escape');
      await repair('Change to "long"', `validation-${picture}`);
      await squiggle().waitFor({ state: 'detached' });
    });
  }

  it('does so in a notebook, whichever cell a schema is from', async () => {
    await editor.open('deploy.ipynb');
    const inNotebook = editor.page.locator('.notebookOverlay .squiggly-error').first();
    await inNotebook.waitFor();
    await editor.page.locator('.notebookOverlay .cell.code .view-line').first().click();
    await look();
    await editor.screenshot('validation-notebook');
    // Escape would leave the cell: the place is clicked again.
    await editor.page.locator('.notebookOverlay .view-line span', { hasText: '"bigint"' }).last().click();
    await repair('Change to "long"', 'validation-notebook');
    await inNotebook.waitFor({ state: 'detached' });
  });

  it('offers what a schema may hold, and says what its columns are', async () => {
    await editor.open('car.sparkml-schema.json');
    await inSchema('"bigint"').dblclick();
    await press('Delete');
    await press('Control+Space');
    const row = editor.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'boolean' });
    await row.waitFor();
    await editor.screenshot('validation-completion');
    await press('Escape');
    await press('Control+Z');
    await inSchema('"safety"').hover();
    await hover('input 2 of 2').waitFor();
    await editor.screenshot('validation-hover');
  });

  it('repairs all at a save when asked to, and can be read in any theme', async () => {
    await editor.open('car.sparkml-schema.json');
    const settings = { 'editor.codeActionsOnSave': { 'source.fixAll.sagemaker': 'always' } };
    for (const kind of ['dark', 'contrast'] as const) {
      await changeTheme(editor, themes[kind], settings);
      await editor.screenshot(`validation-${kind}`);
    }
    await inSchema('"safety"').click();
    await press('Control+End');
    await editor.page.keyboard.type(' ');
    await press('Control+S');
    await squiggle().waitFor({ state: 'detached' });
    await editor.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    assert.match(readFileSync(join(editor.workspace, 'car.sparkml-schema.json'), 'utf8'), /"type": "long"/);
  });

  it('asks nothing of any other machine', () => {
    assert.deepEqual(editor.requestsElsewhere, []);
  });
});
