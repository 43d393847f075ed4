import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, eventually, examplePath } from './activated';

describe('definition files in the editor', function () {
  this.timeout(60_000);

  it('have Run above their first line', async () => {
    await activated();
    const uri = vscode.Uri.file(examplePath('car-evaluation.training-job.json'));
    await vscode.window.showTextDocument(uri);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    const run = lenses.find(({ command }) => command?.command === 'sagemakerContainers.runDefinition');
    assert.equal(run?.range.start.line, 0);
    assert.match(run.command?.title ?? '', /Run$/);
  });

  it('are listed by kind in the view', async () => {
    const { trees } = await activated();
    const kinds = await trees.definitions.getChildren();
    assert.deepEqual(
      kinds.map((kind) => trees.definitions.getTreeItem(kind).label),
      [
        'Training jobs',
        'Processing jobs',
        'Transform jobs',
        'Models',
        'Endpoint configurations',
        'Endpoints',
        'Fixtures',
      ],
    );
    const training = await trees.definitions.getChildren(kinds[0]);
    const items = training.map((definition) => trees.definitions.getTreeItem(definition));
    const item = items.find(({ label }) => label === 'car-evaluation');
    assert.equal(item?.contextValue, 'definition runnable');
  });

  it('are checked by the language server', async () => {
    const uri = vscode.Uri.file(examplePath('broken.training-job.json'));
    const request = {
      TrainingJobName: 'not_a_name',
      AlgorithmSpecification: { TrainingImage: 'file://nowhere', TrainingInputMode: 'File' },
    };
    await vscode.workspace.fs.writeFile(uri, Buffer.from(JSON.stringify(request, undefined, 2)));
    try {
      await vscode.window.showTextDocument(uri);
      const found = await eventually('diagnostics', () => {
        const all = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'sagemaker');
        return all.length > 0 ? all : undefined;
      });
      assert.ok(found.some(({ message }) => message.includes('nowhere')));
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('of a kind that cannot run here are refused with a reason, not an exception', async () => {
    const uri = vscode.Uri.file(examplePath('some.endpoint.json'));
    assert.equal(await vscode.commands.executeCommand('sagemakerContainers.runDefinition', uri), undefined);
  });
});

describe('commands called with nonsense', function () {
  this.timeout(60_000);

  for (const argument of [42, 'text', { project: 1, job: 2 }, { project: 'no', job: 'no' }, { uri: 'nonsense:' }]) {
    it(`survive ${JSON.stringify(argument)}`, async () => {
      await activated();
      const asked = ['sagemakerContainers.stopJob', 'sagemakerContainers.copyEndpointUrl'] as const;
      for (const id of asked) assert.equal(await vscode.commands.executeCommand(id, argument), undefined);
    });
  }
});
