import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activated, eventually, examplePath, newestOf } from './activated';

/** A first run has nothing in its caches. */
const runTimeout = 120_000;

describe('a run on the process engine', function () {
  this.timeout(runTimeout);
  const training = examplePath('car-evaluation.training-job.json');
  const model = examplePath('car-evaluation.model.json');

  before(async () => {
    await activated();
    await vscode.workspace
      .getConfiguration('sagemakerContainers')
      .update('engine', 'process', vscode.ConfigurationTarget.Global);
  });

  it('trains the example to Completed and shows its log', async () => {
    const outcome = await vscode.commands.executeCommand<{ status: string; job: string }>(
      'sagemakerContainers.runDefinition',
      vscode.Uri.file(training),
    );
    assert.equal(outcome.status, 'Completed');
    const state = await newestOf(training);
    assert.equal(state?.engine, 'process');
    assert.ok((state.metrics['validation:accuracy']?.value ?? 0) > 0.9);
    assert.ok(state.artifacts.every(({ path }) => existsSync(path)));
  });

  it('shows the job with transitions, logs, metrics and artifacts in the tree', async () => {
    const { trees, app } = await activated();
    await app.board.refresh();
    const [job] = await trees.jobs.getChildren();
    assert.ok(job);
    const item = await trees.jobs.getTreeItem(job);
    assert.equal(item.label, 'car-evaluation');
    assert.match(String(item.description), /^Completed · \d/);
    assert.match(item.accessibilityInformation?.label ?? '', /car-evaluation, Completed/);
    const below = await trees.jobs.getChildren(job);
    const groups = await Promise.all(below.map((node) => trees.jobs.getTreeItem(node)));
    assert.deepEqual(
      groups.map(({ label }) => label),
      ['Transitions', 'Logs', 'Metrics', 'Artifacts'],
    );
    const rows = (await Promise.all(below.map((node) => trees.jobs.getChildren(node)))).flat();
    assert.ok(rows.some((row) => row.row === 'stream' && row.stream === 'algo-1'));
    assert.ok(rows.some((row) => row.row === 'artifact' && row.name === 'model.tar.gz'));
    const items = await Promise.all(rows.map((row) => trees.jobs.getTreeItem(row)));
    assert.equal(new Set(items.map(({ id }) => id)).size, rows.length);
  });

  it('opens the log of the ended job as its file, and its Describe response', async () => {
    const path = await vscode.commands.executeCommand<string>('sagemakerContainers.openLog', vscode.Uri.file(training));
    assert.match(path, /car-evaluation[\\/]logs[\\/]algo-1\.log$/);
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, path);
    const text = await vscode.commands.executeCommand<string>(
      'sagemakerContainers.showDescribe',
      vscode.Uri.file(training),
    );
    assert.equal((JSON.parse(text) as { TrainingJobStatus: string }).TrainingJobStatus, 'Completed');
  });

  it('shows the metrics of the job in a panel, once, and exports them as CSV', async () => {
    const show = () => vscode.commands.executeCommand('sagemakerContainers.showMetrics', vscode.Uri.file(training));
    assert.equal(await show(), 'Metrics of car-evaluation');
    assert.equal(await show(), 'Metrics of car-evaluation');
    const tabs = () =>
      vscode.window.tabGroups.all.flatMap((group) =>
        group.tabs.filter(({ input }) => input instanceof vscode.TabInputWebview),
      );
    assert.deepEqual(
      (await eventually('the panel', () => (tabs().length > 0 ? tabs() : undefined))).map(({ label }) => label),
      ['Metrics of car-evaluation'],
    );
    const { app } = await activated();
    const [job] = app.board.jobs();
    assert.ok(job);
    const ref = { project: job.project.id, job: job.state.name };
    const panel = (await app.panels()).showMetrics([ref]);
    // The page asks for its content, so its script runs and messages go both ways.
    await panel.shown;
    const file = vscode.Uri.file(examplePath('metrics.csv'));
    await vscode.commands.executeCommand('sagemakerContainers.exportMetrics', ref, [ref], file);
    const rows = readFileSync(file.fsPath, 'utf8').split('\r\n');
    assert.equal(rows[0], 'job,metric,timestamp,value,host');
    assert.match(rows[1] ?? '', /^car-evaluation,[\w:]+,20\d\d-\d\d-\d\dT[\d:.]+Z,[\d.]+,algo-1$/);
    await vscode.workspace.fs.delete(file);
    panel.dispose();
  });

  it('refuses to stop what has ended, without an exception', async () => {
    const answer = await vscode.commands.executeCommand('sagemakerContainers.stopJob', vscode.Uri.file(training));
    assert.equal(answer, undefined);
  });

  it('serves the model, sends the fixtures, and stops', async () => {
    const outcome = await vscode.commands.executeCommand<{ status: string; url: string; job: string }>(
      'sagemakerContainers.runDefinition',
      vscode.Uri.file(model),
    );
    assert.equal(outcome.status, 'InService');
    const { trees, app } = await activated();
    await app.board.refresh();
    const [endpoint] = trees.endpoints.getChildren();
    assert.ok(endpoint);
    assert.match(String(trees.endpoints.getTreeItem(endpoint).contextValue), /^endpoint running.* url$/);
    assert.equal(await vscode.commands.executeCommand('sagemakerContainers.copyEndpointUrl', endpoint), outcome.url);
    const tally = await vscode.commands.executeCommand('sagemakerContainers.invokeFixture', endpoint);
    assert.deepEqual(tally, { passed: 5, failed: 0 });
    assert.equal(await vscode.commands.executeCommand('sagemakerContainers.stopJob', endpoint), outcome.job);
    const ended = await eventually('the endpoint ends', async () => {
      const state = await newestOf(model);
      return state?.endedAt === undefined ? undefined : state;
    });
    assert.equal(ended.failureReason, undefined);
  });

  it('says how a fixture fails, and starts the model for it', async () => {
    const fixture = examplePath('fixtures', 'wrong.invocation.json');
    const good = JSON.parse(readFileSync(examplePath('fixtures', 'very-good.invocation.json'), 'utf8')) as object;
    const bad = { ...good, Expect: { StatusCode: 200, Body: 'unacc\n' } };
    const uri = vscode.Uri.file(fixture);
    await vscode.workspace.fs.writeFile(uri, Buffer.from(JSON.stringify(bad)));
    const { app } = await activated();
    const seen = async () => {
      app.definitions.refresh();
      return (await app.definitions.all()).some((file) => file.uri.fsPath === fixture);
    };
    await eventually('the new fixture is seen', async () => ((await seen()) ? true : undefined));
    try {
      const tally = await vscode.commands.executeCommand('sagemakerContainers.invokeFixture', uri);
      assert.deepEqual(tally, { passed: 0, failed: 1 });
    } finally {
      await vscode.workspace.fs.delete(uri);
      await eventually('the fixture is gone', async () => ((await seen()) ? undefined : true));
    }
  });
});
