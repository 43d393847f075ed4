import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { repository } from '../machine/repository';

describe('the editor with the extension', function () {
  this.timeout(120_000);
  let editor: EditorWindow;

  before(async () => {
    editor = await openEditorWindow({ workspace: join(repository, 'examples', 'car-evaluation') });
  });
  after(() => editor.close());

  it('has SageMaker Containers in its activity bar', async () => {
    await editor.showContainer('SageMaker Containers');
    await editor.page.locator('.sidebar .composite.title', { hasText: /sagemaker containers/i }).waitFor();
    await editor.screenshot('activity-bar');
  });

  it('asks nothing of any other machine', () => {
    assert.deepEqual(editor.requestsElsewhere, []);
  });
});
