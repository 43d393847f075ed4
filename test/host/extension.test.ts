import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, viewIds } from '../../src/vscode/ids';
import { activated, extension } from './activated';

describe('the extension', () => {
  it('activates at once, and says how long it took', async () => {
    const { activationTime } = await activated();
    console.log(`      activate() took ${activationTime.toFixed(1)} ms`);
    // The goal is 10 ms; a machine that does ten things at once may take longer.
    assert.ok(activationTime < 100, `activate() took ${activationTime} ms`);
  });

  it('is the packaged one', () => {
    assert.doesNotMatch(extension().extensionPath, /[\\/]src$/);
    assert.ok(vscode.extensions.all.some(({ id }) => id === 'sagemaker-containers.sagemaker-containers'));
  });

  it('registers every command that it contributes', async () => {
    await activated();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commandIds.filter((id) => !registered.has(id)),
      [],
    );
  });

  it('puts up every view that it contributes', async () => {
    await activated();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      viewIds.filter((id) => !registered.has(`${id}.focus`)),
      [],
    );
  });

  it('makes the files of ended jobs read-only', () => {
    const readOnly = vscode.workspace.getConfiguration('files').get<Record<string, boolean>>('readonlyInclude', {});
    assert.equal(readOnly['**/.sagemaker/jobs/*/logs/*.log'], true);
  });
});
