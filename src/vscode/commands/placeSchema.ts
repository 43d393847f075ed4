import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { isThere } from '../isThere';

/** A schema for people, and as short as it can be. */
interface SchemaTexts {
  readonly long: string;
  readonly short: string;
}

/** Write a schema where the cursor is, when a value of SAGEMAKER_SPARKML_SCHEMA stands there; else open it, unsaved, beside what it was made from. */
export async function placeSchema(schema: SchemaTexts, source: vscode.Uri): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const edit = editor && (await editAt(editor, schema));
  if (editor && edit) {
    const { document } = editor;
    const range = new vscode.Range(document.positionAt(edit.from), document.positionAt(edit.to));
    await editor.edit((builder) => {
      builder.replace(range, edit.text);
    });
    return;
  }
  const uri = await freeUri(source);
  const document = await vscode.workspace.openTextDocument(uri);
  const change = new vscode.WorkspaceEdit();
  change.insert(uri, new vscode.Position(0, 0), schema.long);
  await vscode.workspace.applyEdit(change);
  await vscode.window.showTextDocument(document);
}

async function editAt({ document, selection }: vscode.TextEditor, schema: SchemaTexts) {
  const { schemaEdit } = await import('../../language/sparkml/schemaEdit');
  const { diskFiles } = await import('../../definitions/diskFiles');
  // Cells of notebooks have no path of their own.
  const path = document.languageId === 'python' ? '/cell.py' : document.uri.fsPath;
  const style = process.platform === 'win32' ? ('win32' as const) : ('posix' as const);
  const context = { files: diskFiles, style, projectRootOf: dirname };
  return schemaEdit({ path, text: document.getText() }, document.offsetAt(selection.active), context, schema);
}

/** A name that neither a file nor an unsaved document has. */
async function freeUri(source: vscode.Uri): Promise<vscode.Uri> {
  const isBundle = basename(source.path) === 'bundle.json';
  const stem = isBundle ? basename(dirname(source.path)) : basename(source.path).replace(/(?:\.tar)?\.[^.]+$/, '');
  const folder = vscode.Uri.joinPath(source, isBundle ? '../..' : '..');
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number === 1 ? '' : `-${String(number)}`}.sparkml-schema.json`;
    const file = vscode.Uri.joinPath(folder, name);
    const uri = file.with({ scheme: 'untitled' });
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (!isOpen && !(await isThere(file))) return uri;
  }
}
