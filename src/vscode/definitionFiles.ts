import * as vscode from 'vscode';
import { definitionKindOf, definitionKinds, type DefinitionKind } from '../definitions/definitionKinds';

/** Files that appear together are told together, in milliseconds. */
const coalesce = 200;

/** Kinds that stand for an operation of the API, in the order in which they are shown. */
const shownKinds = definitionKinds.filter(({ operation }) => operation !== undefined);
const pattern = `**/*{${shownKinds.map(({ suffix }) => suffix).join(',')}}`;
/** Copies that runs and package managers keep are not the user's. */
const excluded = '**/{node_modules,.sagemaker,.git}/**';

/** A definition file of the workspace. */
export interface DefinitionFile {
  readonly kind: DefinitionKind;
  readonly uri: vscode.Uri;
}

/** The definition files of the workspace, looked for when first asked for, then kept up to date. */
export class DefinitionFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private found: Promise<readonly DefinitionFile[]> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly subscriptions: vscode.Disposable[] = [];

  /** All of them, by path. */
  all(): Promise<readonly DefinitionFile[]> {
    this.watch();
    this.found ??= find();
    return this.found;
  }

  /** Look again. */
  refresh(): void {
    this.found = undefined;
    this.changed.fire();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changed.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private watch(): void {
    if (this.subscriptions.length > 0) return;
    const touch = () => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.refresh();
      }, coalesce);
    };
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
    this.subscriptions.push(
      watcher,
      watcher.onDidCreate(touch),
      watcher.onDidDelete(touch),
      vscode.workspace.onDidChangeWorkspaceFolders(touch),
    );
  }
}

async function find(): Promise<readonly DefinitionFile[]> {
  const uris = await vscode.workspace.findFiles(pattern, excluded);
  return uris
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((uri) => {
      const kind = definitionKindOf(uri.path)?.kind;
      return kind === undefined ? [] : [{ kind, uri }];
    });
}

/** Kinds with files, in the order in which they are shown. */
export function kindsOf(files: readonly DefinitionFile[]): readonly DefinitionKind[] {
  return shownKinds.map(({ kind }) => kind).filter((kind) => files.some((file) => file.kind === kind));
}
