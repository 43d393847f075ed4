import { posix } from 'node:path';
import * as vscode from 'vscode';
import { definitionKindOf, definitionStem, type DefinitionKind } from '../../definitions/definitionKinds';
import { kindsOf, type DefinitionFiles } from '../definitionFiles';
import { statusText } from './statusLook';
import type { JobBoard } from '../jobBoard';
import { kindTitle } from './kindTitle';

/** A row of the view of definitions: a kind, or a file by its URI. */
export type DefinitionNode =
  { readonly row: 'kind'; readonly kind: DefinitionKind } | { readonly row: 'definition'; readonly uri: string };

/** The definition files of the workspace by kind. */
export class DefinitionsTree implements vscode.TreeDataProvider<DefinitionNode> {
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(
    private readonly files: DefinitionFiles,
    private readonly board: JobBoard,
  ) {
    this.onDidChangeTreeData = (listener, thisArgs, disposables) => {
      const both = vscode.Disposable.from(files.onDidChange(listener, thisArgs), board.onDidChange(listener, thisArgs));
      disposables?.push(both);
      return both;
    };
  }

  async getChildren(node?: DefinitionNode): Promise<DefinitionNode[]> {
    if (node?.row === 'definition') return [];
    const files = await this.files.all();
    return node
      ? files.filter(({ kind }) => kind === node.kind).map(({ uri }) => ({ row: 'definition', uri: uri.toString() }))
      : kindsOf(files).map((kind) => ({ row: 'kind', kind }));
  }

  getTreeItem(node: DefinitionNode): vscode.TreeItem {
    return node.row === 'kind' ? kindItem(node.kind) : this.fileItem(vscode.Uri.parse(node.uri));
  }

  private fileItem(uri: vscode.Uri): vscode.TreeItem {
    const facts = definitionKindOf(uri.path);
    const job = this.board.newestOf(uri.fsPath);
    const folder = posix.dirname(vscode.workspace.asRelativePath(uri));
    const item = new vscode.TreeItem(definitionStem(uri.path));
    const description = [job && statusText(job.state), folder === '.' ? undefined : folder];
    item.id = uri.toString();
    item.resourceUri = uri;
    item.description = description.filter((part) => part !== undefined).join(' · ');
    item.tooltip = uri.fsPath;
    item.contextValue =
      facts?.kind === 'invocation'
        ? 'definition fixture'
        : facts?.runsLocally === true
          ? `definition runnable${facts.kind === 'transform-job' ? ' transform-job' : ''}`
          : 'definition submittable';
    const label = [definitionStem(uri.path), item.description].filter((part) => part !== '').join(', ');
    item.accessibilityInformation = { label };
    item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] };
    return item;
  }
}

function kindItem(kind: DefinitionKind): vscode.TreeItem {
  const item = new vscode.TreeItem(kindTitle(kind), vscode.TreeItemCollapsibleState.Expanded);
  item.id = kind;
  item.contextValue = 'kind';
  return item;
}
