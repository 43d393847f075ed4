import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, examplePath } from './activated';

const schema = '{"input": [{"name": "a", "type": "bigint"}], "output": {"name": "o", "type": "double"}}';
/** The same schema in the quoting of several files. */
const hosts: Readonly<Record<string, string>> = {
  'checked.sparkml-schema.json': schema,
  'checked.model.json': `{"PrimaryContainer": {"Environment": {"SAGEMAKER_SPARKML_SCHEMA": ${JSON.stringify(schema)}}}}`,
  'checked.py': `env = {"SAGEMAKER_SPARKML_SCHEMA": '${schema}'}\n`,
  'checked.yaml': `Environment:\n  SAGEMAKER_SPARKML_SCHEMA: '${schema}'\n`,
  'checked.sh': `export SAGEMAKER_SPARKML_SCHEMA='${schema}'\n`,
};

describe('a schema in the editor', function () {
  this.timeout(60_000);

  for (const [name, text] of Object.entries(hosts)) {
    it(`is judged, explained, completed and repaired in ${name}`, async () => {
      const uri = vscode.Uri.file(examplePath(name));
      await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
      try {
        const { document } = await vscode.window.showTextDocument(uri);
        const found = await eventually('diagnostics', () =>
          vscode.languages.getDiagnostics(uri).find((one) => one.source === 'sagemaker' && codeOf(one) === 'T02'),
        );
        assert.match(document.getText(found.range), /bigint/);
        const at = document.positionAt(text.indexOf('bigint'));
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          uri,
          document.positionAt(text.search(/"a\\?"/) + 1),
        );
        assert.match(hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n'), /input 1 of 1/);
        const list = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          uri,
          at,
        );
        assert.ok(list.items.some(({ label }) => label === 'boolean'));
        await repairAll(uri, document);
        assert.ok(!document.getText().includes('bigint') && document.getText().includes('long'));
      } finally {
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        await vscode.workspace.fs.delete(uri);
      }
    });
  }
});

async function repairAll(uri: vscode.Uri, document: vscode.TextDocument): Promise<void> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    whole,
    'source.fixAll.sagemaker',
  );
  const edit = actions[0]?.edit;
  assert.ok(edit);
  await vscode.workspace.applyEdit(edit);
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

function textOf(content: vscode.Hover['contents'][number]): string {
  return content instanceof vscode.MarkdownString ? content.value : '';
}
