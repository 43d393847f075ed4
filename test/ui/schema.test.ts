import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { repository } from '../machine/repository';

const model = `{
  "PrimaryContainer": {
    "Image": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-sparkml-serving:3.3",
    "ModelDataUrl": "file://model.tar.gz",
    "Environment": {
      "SAGEMAKER_SPARKML_SCHEMA": ""
    }
  }
}
`;

describe('schemas that the editor makes', function () {
  this.timeout(90_000);
  let folder = '';
  let editor: EditorWindow;
  const picker = () => editor.page.locator('.quick-input-widget:visible');
  const line = (text: string) => editor.page.locator('.view-line', { hasText: text }).first();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'schemas-'));
    writeFileSync(join(folder, 'people.csv'), 'name,age\nAda,36\nBob,7\n');
    writeFileSync(join(folder, 'abalone.model.json'), model);
    cpSync(join(repository, 'test', 'golden', 'mleap', 'abalone.zip'), join(folder, 'abalone.zip'));
    editor = await openEditorWindow({ workspace: folder });
  });
  after(async () => {
    await editor.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are opened, unsaved, from the header of a CSV file, with the keyboard alone', async () => {
    await editor.run('SageMaker Containers: Schema from CSV Header…');
    await picker().locator('.monaco-list-row', { hasText: 'people.csv' }).waitFor();
    await editor.screenshot('schema-choose-csv');
    await editor.page.keyboard.press('Enter');
    await picker().locator('.quick-input-message', { hasText: 'The column that the pipeline makes' }).waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.tab.active.dirty[data-resource-name="people.sparkml-schema.json"]').waitFor();
    await line('"age"').waitFor();
    await editor.screenshot('schema-from-csv');
  });

  it('are written into the value at the cursor, from a bundle', async () => {
    await editor.open('abalone.model.json');
    await line('SAGEMAKER_SPARKML_SCHEMA').click();
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.press('ArrowLeft');
    await editor.run('SageMaker Containers: Schema from MLeap Bundle…');
    await picker().locator('.monaco-list-row', { hasText: 'abalone.zip' }).waitFor();
    await editor.page.keyboard.press('Enter');
    await picker().locator('.monaco-list-row', { hasText: 'prediction' }).waitFor();
    await editor.screenshot('schema-choose-output');
    await editor.page.keyboard.press('Enter');
    await line('rings').waitFor();
    await editor.screenshot('schema-from-bundle');
    await editor.page.keyboard.press('Control+A');
    const text = await line('SAGEMAKER_SPARKML_SCHEMA').textContent();
    assert.match(text ?? '', /"\{\\"input\\":\[\{\\"name\\":\\"sex\\"/);
  });
});
