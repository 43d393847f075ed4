import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from './activated';

describe('the local AWS endpoint in the editor', function () {
  this.timeout(60_000);
  const command = (name: string) => vscode.commands.executeCommand(`sagemakerContainers.${name}`);

  it('starts once, answers AWS clients, is shown and copied, and ends', async () => {
    const { app } = await activated();
    assert.equal(await command('copyAwsEndpointUrl'), undefined);
    const [url, again] = await Promise.all([command('startAwsEndpoint'), command('startAwsEndpoint')]);
    assert.match(String(url), /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(again, url);
    const jobs = await fetch(String(url), {
      method: 'POST',
      headers: { 'x-amz-target': 'SageMaker.ListTrainingJobs', 'content-type': 'application/x-amz-json-1.1' },
      body: '{}',
    });
    assert.ok('TrainingJobSummaries' in ((await jobs.json()) as object));
    assert.equal(app.awsEndpoint.text, `$(plug) AWS ${String(url).replace('http://', '')}`);
    assert.equal(await command('copyAwsEndpointUrl'), url);
    assert.equal(await command('stopAwsEndpoint'), true);
    assert.equal(app.awsEndpoint.text, undefined);
    await assert.rejects(fetch(String(url)));
    assert.equal(await command('stopAwsEndpoint'), false);
  });
});
