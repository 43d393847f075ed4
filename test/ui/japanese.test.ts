import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { suiteFolder } from '../machine/suiteFolder';
import { lookAtWalkthrough } from './walkthrough';

/** A name that is nearly one, a reference to nothing, a text for a number. */
const request = `{
  "TrainingJobNam": "broken",
  "AlgorithmSpecification": { "TrainingImage": "file://nowhere", "TrainingInputMode": "File" },
  "ResourceConfig": { "InstanceCount": "1", "InstanceType": "ml.m5.large" }
}
`;

describe('an editor in Japanese', function () {
  this.timeout(90_000);
  const folder = suiteFolder('japanese');
  let editor: EditorWindow;
  const see = (text: string) => editor.page.getByText(text, { exact: false }).first().waitFor();

  before(async () => {
    writeFileSync(join(folder, 'broken.training-job.json'), request);
    editor = await openEditorWindow({ workspace: folder, language: 'ja' });
  });
  after(async () => {
    await editor.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has its views, its links and the palette in Japanese', async () => {
    await editor.showContainer('SageMaker Containers');
    await editor.row('学習ジョブ').waitFor();
    await see('ここではまだジョブを実行していません。');
    await editor.open('broken.training-job.json');
    await editor.page.locator('.codelens-decoration a').filter({ hasText: '実行' }).first().waitFor();
    await editor.run('SageMaker Containers: エンジンを選択');
    await editor.page
      .locator('.quick-input-widget:visible .monaco-list-row', { hasText: '通常のプロセス' })
      .first()
      .waitFor();
    await editor.screenshot('japanese-engine');
    await editor.page.keyboard.press('Escape');
  });

  it('says in Japanese what is wrong with a file', async () => {
    await editor.page.keyboard.press('Control+Shift+M');
    await see('リクエストに "TrainingJobNam" というフィールドはありません。TrainingJobName の誤りではありませんか。');
    await see('ResourceConfig.InstanceCount には文字列ではなく整数が必要です。');
    await see('存在しません。作成するか、file:// の後のパスを修正してください。');
    await editor.screenshot('japanese-problems');
  });

  it('says in Japanese why nothing runs, and what to do', async () => {
    await editor.run('SageMaker Containers: 定義を実行');
    const toast = editor.notification('定義を修正して、もう一度実行してください。');
    await toast.waitFor();
    const english = /\b(the|is|not|of)\b/i.exec(
      (await toast.locator('.notification-list-item-message').textContent()) ?? '',
    );
    assert.equal(english, null);
    await editor.screenshot('japanese-failure');
  });

  it('makes a container in Japanese, with the keyboard alone', async () => {
    const box = editor.page.locator('.quick-input-widget:visible');
    const step = async (place: string, title: string): Promise<void> => {
      await box.locator('.quick-input-title', { hasText: `新しいコンテナー: ${title} (${place})` }).waitFor();
    };
    await editor.run('SageMaker Containers: 新しいコンテナー');
    await step('1/3', '何をしますか?');
    await box.locator('.monaco-list-row.focused', { hasText: '学習アルゴリズム' }).waitFor();
    await editor.page.keyboard.press('ArrowDown');
    await box.locator('.monaco-list-row.focused', { hasText: 'アンサンブル' }).waitFor();
    await editor.page.keyboard.press('ArrowUp');
    await box.locator('.monaco-list-row.focused', { hasText: '学習アルゴリズム' }).waitFor();
    await editor.screenshot('japanese-template');
    await editor.page.keyboard.press('Enter');
    await box.locator('.quick-input-title', { hasText: 'に作るフォルダーの名前 (2/5)' }).waitFor();
    await editor.page.keyboard.press('Control+A');
    await editor.page.keyboard.type('a/b');
    await box.getByText('新しいフォルダーの名前を').waitFor();
    await editor.page.keyboard.press('Control+A');
    await editor.page.keyboard.type('kuruma');
    await box.getByText('新しいフォルダーの名前を').waitFor({ state: 'detached' });
    await editor.page.keyboard.press('Enter');
    await step('3/5', 'ジョブとモデルの名前');
    await editor.page.keyboard.press('Enter');
    await step('4/5', '土台にするイメージ');
    await editor.page.keyboard.press('Enter');
    await step('5/5', 'イメージの数');
    await editor.page.keyboard.press('Enter');
    const done = editor.notification('コンテナーは kuruma にあります。');
    for (const next of ['実行', 'コンテナーを検査']) await done.getByRole('button', { name: next }).waitFor();
    await editor.screenshot('japanese-container');
    assert.ok(existsSync(join(editor.workspace, 'kuruma', 'kuruma.training-job.json')));
  });

  it('leads through the first steps in Japanese', async () => {
    await editor.run('SageMaker Containers: はじめの一歩');
    await see('コンテナーを作る');
    await lookAtWalkthrough(editor, 'ja');
  });
});
