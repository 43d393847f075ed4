import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { suiteFolder } from '../machine/suiteFolder';

/** Says fifty lines, waits for a file in its channel, and says fifty more. */
const train = `#!/usr/bin/env python3
import os, time
for step in range(100):
    while step == 50 and not os.path.exists('/opt/ml/input/data/signal/go'): time.sleep(0.05)
    print(f'step {step}', flush=True)
`;

describe('an editor that is killed while a job runs', function () {
  this.timeout(120_000);
  const folder = suiteFolder('killed');
  let editor: EditorWindow;

  before(async () => {
    for (const name of ['image', 'signal']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'signal', 'wait'), '');
    writeFileSync(join(folder, 'image', 'Dockerfile'), 'FROM python:3.11-slim\nCOPY train /usr/local/bin/train\n');
    writeFileSync(join(folder, 'image', 'train'), train);
    chmodSync(join(folder, 'image', 'train'), 0o755);
    const AlgorithmSpecification = { TrainingImage: 'file://image', TrainingInputMode: 'File' };
    const S3DataSource = { S3DataType: 'S3Prefix', S3Uri: 'file://signal' };
    const InputDataConfig = [{ ChannelName: 'signal', DataSource: { S3DataSource } }];
    const request = { TrainingJobName: 'survivor', AlgorithmSpecification, InputDataConfig };
    writeFileSync(join(folder, 'survivor.training-job.json'), JSON.stringify(request, undefined, 2));
    editor = await openEditorWindow({ workspace: folder, settings: { 'sagemakerContainers.engine': 'process' } });
  });
  after(async () => {
    await editor.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds the job running when it is opened again, and sees it complete with its whole log', async () => {
    await editor.open('survivor.training-job.json');
    await editor.page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first().waitFor();
    await editor.run('SageMaker Containers: Run Definition');
    await editor.page.locator('.panel .view-line', { hasText: 'step' }).first().waitFor();
    editor = await editor.killAndReopen();
    await editor.showContainer('SageMaker Containers');
    await editor
      .row(/survivor\s*Training/)
      .first()
      .waitFor();
    await editor.screenshot('reopened-running');
    writeFileSync(join(editor.workspace, 'signal', 'go'), '');
    await editor
      .row(/survivor\s*Completed/)
      .first()
      .waitFor({ timeout: 60_000 });
    await editor.screenshot('reopened-completed');
    const log = join(editor.workspace, '.sagemaker', 'jobs', 'survivor', 'logs', 'algo-1.log');
    const lines = Array.from({ length: 100 }, (_, step) => `step ${step}\n`);
    assert.equal(readFileSync(log, 'utf8'), lines.join(''));
  });
});
