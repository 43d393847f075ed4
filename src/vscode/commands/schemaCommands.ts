import * as vscode from 'vscode';
import type { MadeSchema } from '../../validation/sparkml/made/madeSchema';
import type { Command } from './command';
import { placeSchema } from './placeSchema';
import { schemaSource } from './schemaSource';

/** Make a schema for the rows of a CSV file. Arguments: the file, the column that comes back. @returns the schema's text */
export const schemaFromCsv: Command = {
  run: async (_app, [file, column]) => {
    const uri = await schemaSource(file, {
      title: vscode.l10n.t('Schema for the rows of which CSV file?'),
      pattern: '**/*.csv',
      filters: { CSV: ['csv', 'data', 'txt'] },
    });
    if (!uri) return undefined;
    const { schemaFromCsv: make, usualOutput } = await import('../../validation/sparkml/made/schemaFromCsv');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const output = typeof column === 'string' ? column : await askColumn(usualOutput);
    return output === undefined ? undefined : show(make(text, output), uri);
  },
};

/** Make a schema for an MLeap bundle. Arguments: its zip, tar.gz or bundle.json, the column that comes back. @returns the schema's text */
export const schemaFromBundle: Command = {
  run: async (_app, [file, column]) => {
    const uri = await schemaSource(file, {
      title: vscode.l10n.t('Schema for which MLeap bundle?'),
      pattern: '**/{bundle.json,*.zip,*.tar.gz}',
      filters: { MLeap: ['zip', 'gz', 'tgz', 'json'] },
    });
    if (!uri) return undefined;
    const { createModelReader } = await import('../../archives/modelFiles');
    const { outputsOf, pipelineIn, schemaFromPipeline } =
      await import('../../validation/sparkml/made/schemaFromPipeline');
    const files = await createModelReader().read(uri.fsPath);
    const pipeline = pipelineIn(files, vscode.workspace.asRelativePath(uri));
    const outputs = outputsOf(pipeline);
    const output = typeof column === 'string' || outputs.length === 0 ? column : await pickColumn(outputs);
    if (output === undefined && outputs.length > 0) return undefined;
    return show(schemaFromPipeline(pipeline, typeof output === 'string' ? output : undefined), uri);
  },
};

function askColumn(usual: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Column that comes back'),
    prompt: vscode.l10n.t('The column that the pipeline makes. One of the file is no input then.'),
    value: usual,
    validateInput: (text) =>
      text.trim() === text && text !== '' ? undefined : vscode.l10n.t('Write the name of one column.'),
  });
}

function pickColumn(outputs: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showQuickPick(outputs, { title: vscode.l10n.t('Which column comes back?') });
}

async function show(made: MadeSchema, source: vscode.Uri): Promise<string> {
  const { schemaText } = await import('../../validation/sparkml/made/madeSchema');
  const long = schemaText(made, false);
  await placeSchema({ long, short: schemaText(made, true) }, source);
  // Not awaited: the schema is there already.
  if (made.notes.length > 0) void vscode.window.showInformationMessage(made.notes.join(' '));
  return long;
}
