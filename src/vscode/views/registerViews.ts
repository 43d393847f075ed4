import * as vscode from 'vscode';
import type { App } from '../app';
import type { Connections } from '../aws/connections';
import type { ContextKey, ViewId } from '../ids';
import { isFiltering } from '../jobFilter';
import { DefinitionsTree } from './definitionsTree';
import { EndpointsTree } from './endpointsTree';
import { ExplorerTree } from './explorerTree';

/** The trees behind the views. */
export interface Trees {
  readonly definitions: DefinitionsTree;
  readonly jobs: ExplorerTree;
  readonly endpoints: EndpointsTree;
}

export interface RegisteredViews {
  readonly trees: Trees;
  readonly registration: vscode.Disposable;
}

/** Put up the views; what they show is kept up to date while one of them can be seen. */
export function registerViews(app: App, onFirstLook: () => void): RegisteredViews {
  const trees = {
    definitions: new DefinitionsTree(app.definitions, app.board),
    jobs: new ExplorerTree(app),
    endpoints: new EndpointsTree(app.board),
  };
  const jobs = createView('sagemakerContainers.jobs', trees.jobs, true);
  const views = [
    createView('sagemakerContainers.definitions', trees.definitions),
    jobs,
    createView('sagemakerContainers.endpoints', trees.endpoints),
  ];
  let isFirst = true;
  const local = whileSeen(views, () => {
    if (isFirst) onFirstLook();
    isFirst = false;
    return app.board.use();
  });
  // AWS is asked for nothing but this view.
  const remote = whileSeen([jobs], () => app.connections.use());
  const say = () => tellConnections(jobs, app.connections);
  say();
  const registration = vscode.Disposable.from(...views, local, remote, app.connections.onDidChange(say));
  return { trees, registration };
}

/** Use something for as long as one of some views can be seen. */
function whileSeen(views: readonly SeenView[], begin: () => vscode.Disposable): vscode.Disposable {
  let use: vscode.Disposable | undefined;
  const look = (): void => {
    if (views.some((view) => view.visible)) use ??= begin();
    else {
      use?.dispose();
      use = undefined;
    }
  };
  const subscriptions = views.map((view) => view.onDidChangeVisibility(look));
  return vscode.Disposable.from(...subscriptions, new vscode.Disposable(() => void use?.dispose()));
}

type SeenView = Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>;

/** Say above the rows what is left out, and on the icon what costs money. */
function tellConnections(view: vscode.TreeView<unknown>, connections: Connections): void {
  const { filter } = connections;
  const wanted = [filter.text === '' ? undefined : `"${filter.text}"`, filter.status].filter(Boolean).join(', ');
  const costly = connections.all().reduce((sum, connection) => sum + connection.costly().length, 0);
  view.message = isFiltering(filter) ? vscode.l10n.t('Only {0}', wanted) : '';
  view.badge =
    costly === 0 ? undefined : { value: costly, tooltip: vscode.l10n.t('Endpoints that cost money: {0}', costly) };
  setContext('sagemakerContainers.filtered', isFiltering(filter));
  setContext('sagemakerContainers.connected', connections.all().length > 0);
}

function setContext(key: ContextKey, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}

function createView<Node>(
  id: ViewId,
  treeDataProvider: vscode.TreeDataProvider<Node>,
  canSelectMany = false,
): vscode.TreeView<Node> {
  return vscode.window.createTreeView(id, { treeDataProvider, showCollapseAll: true, canSelectMany });
}
