import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { barriers } from '../machine/barriers';
import { pageOfPanel } from '../machine/pageOfPanel';
import { suiteFolder } from '../machine/suiteFolder';
import { refuseBarriers } from '../machine/themes';

/** Says four metrics ten times a second for as long as the hyperparameter says. */
const train = `#!/usr/bin/env python3
import json, math, random, sys, time
rate = float(sys.argv[2] if len(sys.argv) > 2 else 1)
hyper = json.load(open('/opt/ml/input/config/hyperparameters.json'))
random.seed(hyper['seed'])
for step in range(int(hyper['steps'])):
    loss = math.exp(-step / 40 * float(hyper['rate'])) + random.random() * 0.06
    print(f'step={step} loss={loss:.5f} val_loss={loss * 1.15 + 0.05:.5f} acc={1 - loss / 2:.5f} lr={0.1 * 0.98 ** step:.6f}', flush=True)
    time.sleep(float(hyper['pause']))
`;
const MetricDefinitions = [
  { Name: 'train:loss', Regex: ' loss=([0-9.]+)' },
  { Name: 'validation:loss', Regex: 'val_loss=([0-9.]+)' },
  { Name: 'validation:accuracy', Regex: 'acc=([0-9.]+)' },
  { Name: 'learning_rate', Regex: 'lr=([0-9.]+)' },
];

function writeProject(folder: string): void {
  mkdirSync(join(folder, 'image'));
  writeFileSync(join(folder, 'image', 'Dockerfile'), 'FROM python:3.11-slim\nCOPY train /usr/local/bin/train\n');
  writeFileSync(join(folder, 'image', 'train'), train);
  chmodSync(join(folder, 'image', 'train'), 0o755);
  const write = (name: string, HyperParameters: Readonly<Record<string, string>>, definitions: readonly object[]) => {
    const AlgorithmSpecification = {
      ...{ TrainingImage: 'file://image', TrainingInputMode: 'File' },
      ...(definitions.length > 0 && { MetricDefinitions: definitions }),
    };
    const request = { TrainingJobName: name, AlgorithmSpecification, HyperParameters };
    writeFileSync(join(folder, `${name}.training-job.json`), JSON.stringify(request, undefined, 2));
  };
  write('slow-rate', { seed: '1', steps: '120', rate: '0.6', pause: '0' }, MetricDefinitions);
  write('high-rate', { seed: '2', steps: '400', rate: '1.6', pause: '0.1' }, MetricDefinitions);
  write('silent', { seed: '3', steps: '1', rate: '1', pause: '0' }, []);
  write('mistyped', { seed: '4', steps: '1', rate: '1', pause: '0' }, [{ Name: 'loss', Regex: 'Loss: ([0-9.]+)' }]);
}

describe('live charts', function () {
  // A long table takes axe its time where much else goes on.
  this.timeout(240_000);
  const folder = suiteFolder('metrics');
  let editor: EditorWindow;
  const inPanel = () => pageOfPanel(editor.page);
  const runDefinition = async (name: string, ended: boolean) => {
    await editor.open(`${name}.training-job.json`);
    await editor.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    // A palette that is opened before the extension is known does not get its commands later.
    await editor.page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first().waitFor();
    await editor.run('SageMaker Containers: Run Definition');
    if (ended) await editor.notification(`${name} completed in`).waitFor({ timeout: 60_000 });
    await editor.run('Notifications: Clear All Notifications');
  };

  before(async () => {
    writeProject(folder);
    const settings = { 'sagemakerContainers.engine': 'process', 'sagemakerContainers.openLogOnRun': false };
    editor = await openEditorWindow({ workspace: folder, settings });
  });
  after(async () => {
    await editor.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says what a definition without metrics needs, and what was listened for in vain', async () => {
    await runDefinition('silent', true);
    await editor.run('SageMaker Containers: Show Metrics');
    await inPanel().getByText('has no MetricDefinitions').waitFor();
    await inPanel().getByRole('button', { name: 'Copy Example' }).click();
    await editor.screenshot('metrics-no-definitions');
    await runDefinition('mistyped', true);
    await editor.run('SageMaker Containers: Compare Metrics');
    for (const name of ['silent', 'mistyped'])
      await editor.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: name }).click();
    await editor.page.keyboard.press('Enter');
    await inPanel().getByText('No line of its log matched').waitFor();
    await inPanel().getByText('Loss: ([0-9.]+)').waitFor();
    assert.deepEqual(await barriers(inPanel().locator('body')), []);
    await editor.screenshot('metrics-nothing-matched');
  });

  it('draws a running job as it goes on, from a link above its definition', async () => {
    await runDefinition('slow-rate', true);
    await runDefinition('high-rate', false);
    await editor.page.locator('.codelens-decoration a', { hasText: 'Metrics' }).first().click();
    const chart = inPanel().getByRole('img', { name: /validation:accuracy: \d+ values/ });
    await chart.waitFor();
    const count = async () => Number(/: (\d+) values/.exec((await chart.getAttribute('aria-label')) ?? '')?.[1]);
    const first = await count();
    // Values are added for as long as it runs.
    while ((await count()) <= first) await editor.page.waitForTimeout(200);
    await inPanel().getByRole('heading', { name: 'train:loss' }).waitFor();
    await editor.screenshot('metrics-live');
  });

  it('lays jobs over each other, by step, and reads values with the keyboard', async () => {
    await editor.run('SageMaker Containers: Compare Metrics');
    for (const name of ['slow-rate', 'high-rate'])
      await editor.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: name }).click();
    await editor.page.keyboard.press('Enter');
    await inPanel()
      .getByRole('button', { name: /slow-rate/ })
      .waitFor();
    await inPanel()
      .getByRole('button', { name: /high-rate/ })
      .waitFor();
    await inPanel().getByRole('combobox').selectOption('step');
    const chart = inPanel().locator('.plot').first();
    await chart.focus();
    await editor.page.keyboard.press('Home');
    for (let press = 0; press < 20; press += 1) await editor.page.keyboard.press('ArrowRight');
    await inPanel().locator('.values .place', { hasText: '#21' }).first().waitFor();
    await refuseBarriers(editor, 'metrics-themes');
    await editor.screenshot('metrics-compare');
    await inPanel()
      .getByRole('button', { name: /slow-rate/ })
      .press('Enter');
    await inPanel().locator('button.line[aria-pressed="false"]').waitFor();
    await inPanel().getByRole('button', { name: 'Logarithmic' }).click();
    await editor.screenshot('metrics-logarithmic');
  });

  it('gives the same as a table, and keeps its choices when it was hidden', async () => {
    await inPanel().getByRole('button', { name: 'Show as Table' }).click();
    await inPanel().locator('caption', { hasText: 'validation:accuracy' }).waitFor();
    assert.deepEqual(await barriers(inPanel().locator('body')), []);
    await editor.screenshot('metrics-table');
    await editor.open('silent.training-job.json');
    await editor.run('View: Open Previous Editor');
    await inPanel().locator('caption', { hasText: 'validation:accuracy' }).waitFor();
  });

  it('survives a reload of the window', async () => {
    // An editor in a browser keeps its state every five seconds, not when its page goes.
    await editor.page.waitForTimeout(7_000);
    await editor.page.reload();
    await editor.page.locator('.tab', { hasText: 'Metrics of' }).last().click({ timeout: 60_000 });
    await inPanel().locator('caption', { hasText: 'validation:accuracy' }).waitFor({ timeout: 60_000 });
    await inPanel().getByRole('button', { name: 'Show as Table' }).click();
    await inPanel().locator('.plot canvas').first().waitFor();
    await editor.screenshot('metrics-reloaded');
  });

  it('asks nothing of any other machine', () => {
    assert.deepEqual(editor.requestsElsewhere, []);
  });
});
