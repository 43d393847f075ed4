import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { repository } from '../machine/repository';

/** Files that hold the same mistake, each in its own quoting: the type "bigint", which the container calls "long". */
const hosts = [
  { file: 'car.model.json', picture: 'definition' },
  { file: 'car.sparkml-schema.json', picture: 'schema' },
  { file: 'Dockerfile', picture: 'dockerfile' },
  { file: 'deploy.py', picture: 'python' },
  { file: 'stack.yaml', picture: 'yaml' },
  { file: 'main.tf', picture: 'terraform' },
  { file: 'run.sh', picture: 'shell' },
  { file: 'car.env', picture: 'env-file' },
] as const;

describe('what the container would refuse, in the editor', function () {
  this.timeout(60_000);
  let editor: EditorWindow;
  const squiggle = (): Locator => editor.page.locator('.editor-instance .squiggly-error').first();
  const hover = (text: string | RegExp): Locator =>
    editor.page.locator('.monaco-hover:not(.hidden)', { hasText: text }).first();
  const press = (keys: string): Promise<void> => editor.page.keyboard.press(keys);

  before(async () => {
    editor = await openEditorWindow({ workspace: join(repository, 'test', 'ui', 'validation') });
  });
  after(() => editor.close());

  /** Goes to the first problem, leaves its view, and asks what is there. */
  async function look(): Promise<void> {
    await editor.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await press('F8');
    await press('Escape');
    await press('Control+K');
    await press('Control+I');
  }

  async function repair(title: string): Promise<void> {
    await press('Control+.');
    await editor.page.locator('.action-widget .monaco-list-row', { hasText: title }).first().waitFor();
    await press('Enter');
  }

  for (const { file, picture } of hosts) {
    it(`underlines, explains and repairs a type in ${file}`, async () => {
      await editor.open(file);
      await squiggle().waitFor();
      await look();
      await hover('"bigint" is no type of the container').waitFor();
      await editor.screenshot(`validation-${picture}`);
      await press('Escape');
      await repair('Change to "long"');
      await squiggle().waitFor({ state: 'detached' });
      await press('Control+Z');
      await squiggle().waitFor();
    });
  }

  it('does so in a cell of a notebook', async () => {
    await editor.open('deploy.ipynb');
    await editor.page.waitForTimeout(6000);
    await editor.screenshot('nb');
    await editor.run('Developer: Show Running Extensions');
    await editor.page.waitForTimeout(2000);
    await editor.screenshot('nb2');
    await editor.page.locator('.notebookOverlay .squiggly-error').first().waitFor();
    await editor.page.locator('.notebookOverlay .cell.code .view-line').nth(1).click();
    await look();
    await hover('"bigint" is no type of the container').waitFor();
    await editor.screenshot('validation-notebook');
    await press('Escape');
    await repair('Change to "long"');
    await editor.page.locator('.notebookOverlay .squiggly-error').first().waitFor({ state: 'detached' });
  });

  it('asks nothing of any other machine', () => {
    assert.deepEqual(editor.requestsElsewhere, []);
  });
});
