import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { pageOfPanel } from '../machine/pageOfPanel';
import { suiteFolder } from '../machine/suiteFolder';
import { lookAtWalkthrough } from './walkthrough';

const runTimeout = 60_000;
/** A program that somebody has, with no thought of SageMaker. */
const train = `import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--epochs', type=int, default=3)
parser.add_argument('--model-dir')
options = parser.parse_args()
print('epochs', options.epochs)
`;

describe('a new user, from New Container to the first answer', function () {
  this.timeout(120_000);
  const folder = suiteFolder('new-user');
  let editor: EditorWindow;
  let started = 0;
  const box = () => editor.page.locator('.quick-input-widget:visible');
  const rows = (text: string) => box().locator('.monaco-list-row', { hasText: text });
  /** Take a row with the keyboard, once the list has it: what is pressed before goes nowhere. */
  const takeRow = async (text: string): Promise<void> => {
    await box().locator('.monaco-list-row.focused', { hasText: text }).waitFor();
    await box().locator('input:focus').waitFor();
    await editor.page.keyboard.press('Enter');
  };
  /** Take what is proposed for the rest of the questions. */
  const acceptRest = async (): Promise<void> => {
    for (const title of ['Name of its jobs and models', 'Image to build on', 'How many images']) {
      await box().getByText(title).waitFor();
      await editor.page.keyboard.press('Enter');
    }
    await editor.page.locator('.tab.active', { hasText: 'Preview README.md' }).waitFor();
  };
  /** Train what was written into a folder, and ask the model. */
  const trainAndAsk = async (folder: string, engine: string): Promise<void> => {
    await editor.open(`${folder}.training-job.json`);
    await editor.run('SageMaker Containers: Run Definition');
    await editor.notification(`${folder} completed in`).waitFor({ timeout: runTimeout });
    await editor.open(`${folder}/fixtures/rows.invocation.json`);
    await editor.run('SageMaker Containers: Send Fixture');
    await editor.notification('got the expected answer').first().waitFor({ timeout: runTimeout });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`      from New Container to the first answer on ${engine}: ${seconds} s`);
  };

  before(async () => {
    writeFileSync(join(folder, 'notes.txt'), 'nothing to run yet\n');
    mkdirSync(join(folder, 'mine'));
    writeFileSync(join(folder, 'mine', 'train.py'), train);
    writeFileSync(join(folder, 'mine', '.dockerignore'), 'my own\n');
    const settings = { 'sagemakerContainers.engine': 'process' };
    editor = await openEditorWindow({ workspace: folder, settings });
  });
  after(async () => {
    await editor.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is offered a container where there is none', async () => {
    await editor.showContainer('SageMaker Containers');
    const button = editor.page.locator('.pane-body a.monaco-button', { hasText: 'New Container' }).first();
    await button.waitFor();
    await editor.page.locator('.pane-body a.monaco-button', { hasText: 'Create Definition File' }).waitFor();
    await editor.screenshot('new-container-offered');
    started = performance.now();
    await button.click();
  });

  it('answers with the keyboard alone, and may go back', async () => {
    // What is proposed is the first of the list, so that nothing of it is out of sight.
    await box().locator('.monaco-list-row.focused[data-index="0"]', { hasText: 'Training algorithm' }).waitFor();
    await editor.screenshot('new-container-template');
    await editor.page.keyboard.press('Enter');
    await box().getByText('name of its folder').waitFor();
    await box()
      .locator('.quick-input-titlebar a[aria-label="Back"], .quick-input-titlebar .codicon-quick-input-back')
      .first()
      .click();
    await takeRow('Training algorithm');
    await box().getByText('name of its folder').waitFor();
    await box().locator('input').first().fill('a/b');
    await box().getByText('Write the name of a new folder.').waitFor();
    await editor.screenshot('new-container-folder');
    await box().locator('input').first().fill('cars');
    await editor.page.keyboard.press('Enter');
    await acceptRest();
    const done = editor.notification('The container is in cars.');
    for (const next of ['Run', 'Check Container']) await done.getByRole('button', { name: next }).waitFor();
    await pageOfPanel(editor.page).getByRole('heading', { name: 'cars' }).waitFor();
    await editor.row('Training jobs').waitFor();
    await editor.screenshot('new-container-written');
  });

  it('trains, serves and gets an answer', async () => {
    await trainAndAsk('cars', 'plain processes');
    await editor.screenshot('new-container-answered');
  });

  it('does the same on Docker, its image built for the first time', async () => {
    await editor.run('SageMaker Containers: Choose Engine');
    await rows('Docker, Podman').click();
    await editor.run('Notifications: Clear All Notifications');
    await editor.run('View: Close All Editors');
    started = performance.now();
    await editor.run('SageMaker Containers: New Container');
    await takeRow('Training algorithm');
    await box().getByText('name of its folder').waitFor();
    await box().locator('input').first().fill('trucks');
    await editor.page.keyboard.press('Enter');
    await acceptRest();
    await trainAndAsk('trucks', 'Docker');
  });

  it('gets a container for programs that are there, and sees first what would be written', async () => {
    await editor.run('View: Show Explorer');
    const tree = editor.page.locator('.explorer-folders-view .monaco-list-row');
    await tree.filter({ hasText: 'mine' }).first().click({ button: 'right' });
    await editor.page.getByRole('menuitem', { name: /Generate Dockerfile/ }).click();
    await takeRow('what its programs are for');
    await box().getByText('which files shall be written?').waitFor();
    await rows('Dockerfile').first().waitFor();
    await editor.page.locator('.multiDiffEntry, .monaco-diff-editor').first().waitFor();
    await editor.screenshot('generate-proposal');
    await editor.page.keyboard.press('Enter');
    await editor.notification('Files written:').waitFor();
    await editor.page.locator('.tab.active', { hasText: 'Dockerfile' }).waitFor();
    await editor.screenshot('generate-written');
    const mine = join(editor.workspace, 'mine');
    assert.equal(readFileSync(join(mine, '.dockerignore'), 'utf8'), 'my own\n');
    assert.equal(readFileSync(join(mine, 'train.py'), 'utf8'), train);
  });

  it('writes a definition from the palette, with the keyboard alone', async () => {
    await editor.run('SageMaker Containers: Create Definition File');
    await takeRow('Training job');
    await box().locator('.quick-input-message').waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.tab.active[data-resource-name="train.training-job.json"]').waitFor();
    await editor.screenshot('created-definition');
  });

  it('is led through the first steps', async () => {
    await editor.run('SageMaker Containers: First Steps');
    await editor.page.getByText('Make a container').first().waitFor();
    await editor.page.getByText('Send it to AWS').first().waitFor();
    await editor.screenshot('walkthrough-steps');
    await lookAtWalkthrough(editor, 'en');
  });
});
