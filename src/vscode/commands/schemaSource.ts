import * as vscode from 'vscode';

/** What a schema is made from. */
export interface SchemaQuestion {
  readonly title: string;
  /** Files of the workspace to choose from. */
  readonly pattern: string;
  /** Endings in the dialog for any other file. */
  readonly filters: Readonly<Record<string, string[]>>;
}

const mostFiles = 500;
const skipped = '**/{node_modules,.sagemaker,.git}/**';

/** The file that a command was called for, or one that a person chooses. @returns undefined when the choice was given up */
export async function schemaSource(first: unknown, question: SchemaQuestion): Promise<vscode.Uri | undefined> {
  if (first instanceof vscode.Uri) return first;
  const found = await vscode.workspace.findFiles(question.pattern, skipped, mostFiles);
  if (found.length === 0) return browse(question);
  const items = found
    .map((uri): FileItem => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const other: FileItem = { label: vscode.l10n.t('Another File…'), alwaysShow: true };
  const picked = await vscode.window.showQuickPick([...items, other], { title: question.title });
  return picked === other ? browse(question) : picked?.uri;
}

interface FileItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

async function browse({ title, filters }: SchemaQuestion): Promise<vscode.Uri | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ title, filters })) ?? [];
  return uri;
}
