import * as vscode from 'vscode';
import type { App } from '../app';
import { guard } from '../guard';
import type { FixtureTests } from './fixtureTests';

export interface RegisteredTests {
  readonly tests: () => Promise<FixtureTests>;
  readonly registration: vscode.Disposable;
}

/** Put fixtures into the Test Explorer; they are looked for when it, or a fixture, is opened. */
export function registerTests(app: () => App): RegisteredTests {
  const controller = vscode.tests.createTestController('sagemaker-containers', 'SageMaker Containers');
  let loading: Promise<FixtureTests> | undefined;
  const tests = () => {
    loading ??= import('./fixtureTests').then((module) => new module.FixtureTests(app(), controller));
    return loading;
  };
  const discover = () => guard(app().log, async () => (await tests()).discover());
  controller.resolveHandler = async (item) => {
    if (!item) await discover();
  };
  controller.refreshHandler = async () => {
    await discover();
  };
  const run = async (request: vscode.TestRunRequest, token: vscode.CancellationToken) => {
    await guard(app().log, async () => (await tests()).run(request, token));
  };
  const title = vscode.l10n.t('Send');
  const profile = controller.createRunProfile(title, vscode.TestRunProfileKind.Run, run, true);
  const opened = vscode.workspace.onDidOpenTextDocument(({ uri }) => {
    if (uri.path.endsWith('.invocation.json')) void discover();
  });
  const loaded = new vscode.Disposable(() => void loading?.then((one) => one.dispose()));
  return { tests, registration: vscode.Disposable.from(loaded, profile, opened, controller) };
}
