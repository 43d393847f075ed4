import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { activated, eventually, examplePath, newestOf } from './activated';

/** The image is built here for the first time. */
const runTimeout = 120_000;

describe('a run on the Docker engine', function () {
  this.timeout(runTimeout);
  const run = <Outcome>(path: string) =>
    vscode.commands.executeCommand<Outcome>('sagemakerContainers.runDefinition', vscode.Uri.file(path));
  const training = examplePath('car-evaluation.training-job.json');
  const model = examplePath('car-evaluation.model.json');
  const choose = (engine: string) =>
    vscode.workspace
      .getConfiguration('sagemakerContainers')
      .update('engine', engine, vscode.ConfigurationTarget.Global);

  before(async () => {
    await activated();
    await choose('docker');
  });
  after(() => choose('process'));

  it('builds the image and trains the example to Completed', async () => {
    const outcome = await run<{ status: string }>(training);
    assert.equal(outcome.status, 'Completed');
    const state = await newestOf(training);
    assert.equal(state?.engine, 'docker');
    assert.ok(state.streams.includes('build') && state.streams.includes('algo-1'), state.streams.join());
    assert.ok((state.metrics['validation:accuracy']?.value ?? 0) > 0.9);
    assert.ok(state.artifacts.length === 2 && state.artifacts.every(({ path }) => existsSync(path)));
  });

  it('serves the model in a container, sends the fixtures, and stops', async () => {
    const outcome = await run<{ status: string; job: string }>(model);
    assert.equal(outcome.status, 'InService');
    const { trees, app } = await activated();
    await app.board.refresh();
    const [endpoint] = trees.endpoints.getChildren();
    assert.ok(endpoint);
    const tally = await vscode.commands.executeCommand('sagemakerContainers.invokeFixture', endpoint);
    assert.deepEqual(tally, { passed: 5, failed: 0 });
    assert.equal(await vscode.commands.executeCommand('sagemakerContainers.stopJob', endpoint), outcome.job);
    const ended = await eventually('the endpoint ends', async () => {
      const state = await newestOf(model);
      return state?.endedAt === undefined ? undefined : state;
    });
    assert.deepEqual([ended.engine, ended.failureReason], ['docker', undefined]);
  });
});
