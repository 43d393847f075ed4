import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openEditorWindow, type EditorWindow, type WindowOptions } from '../machine/editorWindow';
import { repository } from '../machine/repository';

const container = 'SageMaker Containers';

/** Open an editor for one look. */
async function look(options: WindowOptions, see: (editor: EditorWindow) => Promise<void>): Promise<void> {
  const editor = await openEditorWindow(options);
  try {
    await see(editor);
  } finally {
    await editor.close();
  }
}

describe('the first look at an editor', function () {
  this.timeout(90_000);

  it('without a folder says to open one', () =>
    look({}, async (editor) => {
      await editor.showContainer(container);
      await editor.page.locator('.pane-body a.monaco-button', { hasText: 'Open Folder' }).first().waitFor();
      await editor.screenshot('welcome-no-folder');
    }));

  it('on a folder that is not trusted shows and checks, and runs nothing', () =>
    look({ workspace: join(repository, 'examples', 'car-evaluation'), isRestricted: true }, async (editor) => {
      await editor.showContainer(container);
      await editor.row('Training jobs').waitFor();
      await editor.page.getByText('Nothing is run in a workspace that you do not trust.').first().waitFor();
      await editor.open('car-evaluation.training-job.json');
      await editor.page.locator('.view-line', { hasText: 'TrainingJobName' }).waitFor();
      await editor.page.waitForTimeout(1_000);
      assert.equal(await editor.page.locator('.codelens-decoration a', { hasText: 'Run' }).count(), 0);
      await editor.page.keyboard.press('F1');
      // Of a list that is longer than its window, an editor shows but a part: each is looked for by its name.
      const palette = editor.page.locator('.quick-input-widget:visible input').first();
      const row = (command: string) =>
        editor.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: command });
      const [log, run] = ['SageMaker Containers: Open Log', 'SageMaker Containers: Run Definition'];
      await palette.fill(`>${log}`);
      await row(log).waitFor();
      await palette.fill(`>${run}`);
      await row(log).waitFor({ state: 'hidden' });
      assert.equal(await row(run).count(), 0);
      await editor.page.keyboard.press('Escape');
      await editor.screenshot('untrusted');
    }));
});
