import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { repository } from '../machine/repository';

/** A first build of an image, and whatever else the machine does. */
const runTimeout = 60_000;

describe('the editor, from the first look to a served model', function () {
  this.timeout(runTimeout);
  let editor: EditorWindow;
  const lens = (text: string) => editor.page.locator('.codelens-decoration a').filter({ hasText: text }).first();
  const view = (title: string) =>
    editor.page.locator('.pane', { has: editor.page.locator(`.pane-header[aria-label^="${title}"]`) });

  before(async () => {
    const settings = { 'sagemakerContainers.engine': 'process' };
    editor = await openEditorWindow({ workspace: join(repository, 'examples', 'car-evaluation'), settings });
  });
  after(() => editor.close());

  it('lists definitions by kind, and says what to do where nothing has run', async () => {
    await editor.showContainer('SageMaker Containers');
    await editor.page.locator('.sidebar .composite.title', { hasText: /sagemaker containers/i }).waitFor();
    await editor.row('Training jobs').waitFor();
    await editor.row('bad-row').waitFor();
    await editor.page.getByText('No job has run here yet.').waitFor();
    await editor.page.getByText('No model is being served.').waitFor();
    await editor.screenshot('views-before-first-run');
  });

  it('has Run above the first line of a definition and in its title', async () => {
    await editor.open('car-evaluation.training-job.json');
    await lens('Run').waitFor();
    await editor.page.locator('.editor-actions a[aria-label*="Run Definition"]').waitFor();
    await editor.screenshot('definition');
  });

  it('runs from the palette, shows the log, and says how it ended', async () => {
    await editor.run('SageMaker Containers: Run Definition');
    await editor.notification('car-evaluation completed in').waitFor({ timeout: runTimeout });
    await editor.page.locator('.panel .view-line', { hasText: 'validation:accuracy' }).first().waitFor();
    await editor.showContainer('SageMaker Containers');
    await editor
      .row(/car-evaluation\s*Completed/)
      .first()
      .waitFor();
    await editor.screenshot('run-completed');
  });

  it('shows transitions, logs, metrics and artifacts of the job', async () => {
    const jobs = view('Jobs');
    await jobs.locator('.monaco-list-row', { hasText: 'Completed' }).first().click();
    await editor.page.keyboard.press('ArrowRight');
    // From the last to the first: what is opened pushes down only what has been seen.
    for (const group of ['Artifacts', 'Metrics', 'Logs', 'Transitions']) {
      const row = jobs.locator('.monaco-list-row', { hasText: group });
      await row.waitFor();
      await row.click();
    }
    await jobs.locator('.monaco-list-row', { hasText: 'Downloading' }).waitFor();
    const rows = await editor.page.locator('.pane-body .monaco-list-row').all();
    const names = await Promise.all(rows.map((row) => row.getAttribute('aria-label')));
    assert.ok(names.length > 10 && names.every((name) => /\p{L}/u.test(name ?? '')), names.join('\n'));
    await editor.screenshot('job-details');
  });

  it('offers the log and the artifacts above the definition', async () => {
    await editor.open('car-evaluation.training-job.json');
    await lens('Open Log').click();
    await editor.page.locator('.tab.active[data-resource-name="algo-1.log"]').waitFor();
    await editor.screenshot('ended-log');
  });

  it('previews the requests of a transform job from the palette, and makes none', async () => {
    await editor.open('car-evaluation.transform-job.json');
    await editor.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await lens('Preview Requests').waitFor();
    await editor.run('SageMaker Containers: Preview Batch Transform Requests');
    await editor.page.locator('.tab.active[data-resource-name="car-evaluation.transform-job.json.requests"]').waitFor();
    await editor.page.locator('.view-line', { hasText: 'validation.csv' }).first().waitFor();
    await editor.screenshot('transform-preview');
  });

  it('serves the model by its key, and shows where it answers', async () => {
    await editor.open('car-evaluation.model.json');
    await editor.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await lens('Run').waitFor();
    await editor.page.keyboard.press('Control+F5');
    await editor.notification(/car-evaluation.* answers at http:\/\/127\.0\.0\.1/).waitFor({ timeout: runTimeout });
    await editor.showContainer('SageMaker Containers');
    await view('Endpoints').locator('.monaco-list-row', { hasText: 'InService' }).waitFor();
    await lens('Stop').waitFor();
    await lens('http://127.0.0.1').waitFor();
    const status = editor.page.locator('.statusbar-item', { hasText: 'Endpoints: 1' });
    await status.waitFor();
    assert.match((await status.locator('a').getAttribute('aria-label')) ?? '', /^Running: car-evaluation/);
    await editor.screenshot('endpoint');
  });

  it('passes the fixtures in the Test Explorer', async () => {
    await editor.run('Testing: Focus on Test Explorer View');
    await editor.row('car-evaluation').first().waitFor();
    await editor.run('Test: Run All Tests');
    await editor.page.locator('.test-explorer').getByText('5/5').waitFor();
    await editor.row('car-evaluation').first().click();
    await editor.page.keyboard.press('ArrowRight');
    await editor
      .row(/very-good/)
      .first()
      .waitFor();
    await editor.screenshot('test-explorer');
  });

  it('stops the endpoint from the palette', async () => {
    await editor.run('SageMaker Containers: Stop Job or Endpoint');
    await editor.showContainer('SageMaker Containers');
    await view('Endpoints').locator('.monaco-list-row', { hasText: 'OutOfService' }).waitFor();
    await editor.page.locator('.statusbar-item', { hasText: 'Endpoints: 1' }).waitFor({ state: 'detached' });
    await editor.screenshot('endpoint-stopped');
  });

  it('checks the machine, and walks through the first steps', async () => {
    await editor.run('SageMaker Containers: Check This Machine');
    await editor.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'Process engine' }).waitFor();
    await editor.screenshot('doctor');
    await editor.page.keyboard.press('Escape');
    await editor.run('SageMaker Containers: First Steps');
    await editor.page.getByText('Run a SageMaker container on this machine').first().waitFor();
    await editor.screenshot('walkthrough');
  });

  it('asks nothing of any other machine', () => {
    assert.deepEqual(editor.requestsElsewhere, []);
  });
});
