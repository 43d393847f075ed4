import * as vscode from 'vscode';
import type { App } from '../app';
import type { ViewId } from '../ids';
import { DefinitionsTree } from './definitionsTree';
import { JobsTree } from './jobsTree';

/** The trees behind the views. */
export interface Trees {
  readonly definitions: DefinitionsTree;
  readonly jobs: JobsTree;
  readonly endpoints: JobsTree;
}

export interface RegisteredViews {
  readonly trees: Trees;
  readonly registration: vscode.Disposable;
}

/** Put up the views; the board is kept up to date while one of them can be seen. */
export function registerViews(app: App, onFirstLook: () => void): RegisteredViews {
  const trees = {
    definitions: new DefinitionsTree(app.definitions, app.board),
    jobs: new JobsTree(app.board, ['training-job', 'processing-job', 'transform-job']),
    endpoints: new JobsTree(app.board, ['endpoint']),
  };
  const views = [
    createView('sagemakerContainers.definitions', trees.definitions),
    createView('sagemakerContainers.jobs', trees.jobs, true),
    createView('sagemakerContainers.endpoints', trees.endpoints),
  ];
  let use: vscode.Disposable | undefined;
  let isFirst = true;
  const look = (): void => {
    const isSeen = views.some((view) => view.visible);
    if (isSeen && !use) {
      use = app.board.use();
      if (isFirst) onFirstLook();
      isFirst = false;
    } else if (!isSeen) {
      use?.dispose();
      use = undefined;
    }
  };
  const subscriptions = views.map((view) => view.onDidChangeVisibility(look));
  const unused = new vscode.Disposable(() => void use?.dispose());
  return { trees, registration: vscode.Disposable.from(...views, ...subscriptions, unused) };
}

function createView<Node>(
  id: ViewId,
  treeDataProvider: vscode.TreeDataProvider<Node>,
  canSelectMany = false,
): vscode.TreeView<Node> {
  return vscode.window.createTreeView(id, { treeDataProvider, showCollapseAll: true, canSelectMany });
}
