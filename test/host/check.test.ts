import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { CheckOutcome } from '../../src/vscode/checks/containerChecker';
import { activated, examplePath } from './activated';

describe('a check of a container', function () {
  this.timeout(60_000);
  const folder = examplePath('checked');
  const dockerfile = vscode.Uri.file(examplePath('checked', 'Dockerfile'));
  const check = (target: vscode.Uri) =>
    vscode.commands.executeCommand<CheckOutcome | undefined>('sagemakerContainers.checkContainer', target);
  const textAt = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();

  before(async () => {
    await activated();
    // Only files are read then, so that nothing has to be built.
    await vscode.workspace
      .getConfiguration('sagemakerContainers')
      .update('engine', 'process', vscode.ConfigurationTarget.Global);
    mkdirSync(folder);
    const job = {
      TrainingJobName: 'checked',
      AlgorithmSpecification: { TrainingImage: 'file://.', TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: 'file://artifacts' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
      RoleArn: 'arn:aws:iam::111122223333:role/checked',
      StoppingCondition: { MaxRuntimeInSeconds: 600 },
    };
    writeFileSync(examplePath('checked', 'checked.training-job.json'), JSON.stringify(job));
    writeFileSync(dockerfile.fsPath, 'FROM python:3.11-slim\nCOPY train.py /train.py\nENTRYPOINT python /train.py\n');
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [what, target] of [
    ['a folder', vscode.Uri.file(folder)],
    ['a Dockerfile', dockerfile],
    ['a definition', vscode.Uri.file(examplePath('checked', 'checked.training-job.json'))],
  ] as const) {
    it(`of ${what} says what is wrong, in a report with links to the rules`, async () => {
      const outcome = await check(target);
      assert.ok(outcome);
      assert.equal(outcome.counts.warning, 1, JSON.stringify(outcome.counts));
      const report = await textAt(outcome.report);
      assert.match(report, /^# Container check\n/);
      assert.match(report, /\n## checked: training\n/);
      assert.match(report, /\n### \[G5\]\(\.\/rules\/G5\.md\): .*\n\nwarning: /);
      assert.match(report, /\*\*Instead:\*\* Write ENTRYPOINT as a JSON list/);
    });
  }

  it('leads to the page of a rule, whichever way its id is written', async () => {
    const outcome = await check(dockerfile);
    assert.ok(outcome);
    for (const [page, title] of [
      ['G5.md', /# G5: /],
      ['secret.value.md', /# secret\.value: /],
    ] as const) {
      assert.match(await textAt(outcome.report.with({ path: `/rules/${page}` })), title);
    }
  });

  it('is refused for what names no container, and tells why it could not be done', async () => {
    assert.equal(await check(vscode.Uri.file(examplePath('README.md'))), undefined);
    assert.equal(await check(vscode.Uri.file(examplePath('fixtures'))), undefined);
  });
});
