import * as vscode from 'vscode';
import type { Aws } from './jobs/submission';
import { lateAws } from './lateAws';
import { createDetachedPlatform } from './local/detachedPlatform';
import { followActiveDefinition } from './vscode/activeDefinition';
import type { App } from './vscode/app';
import { askMfaCode } from './vscode/aws/askMfaCode';
import { Connections } from './vscode/aws/connections';
import { SubmitChannel } from './vscode/aws/submitChannel';
import { AwsEndpoint } from './vscode/awsEndpoint';
import { registerChecks } from './vscode/checks/registerChecks';
import { registerCodeLenses } from './vscode/codeLenses';
import { DefinitionFiles } from './vscode/definitionFiles';
import { registerCompareDocuments } from './vscode/compareDocuments';
import { registerDescribeDocuments } from './vscode/describeDocuments';
import { lookAtEngines } from './vscode/engineState';
import { JobBoard } from './vscode/jobBoard';
import { JobLogs } from './vscode/logs/jobLogs';
import { registerPanels } from './vscode/panels/registerPanels';
import { registerPreviewDocuments } from './vscode/previewDocuments';
import { Pins } from './vscode/pins';
import { Projects } from './vscode/projects';
import { registerCommands } from './vscode/registerCommands';
import { engineEnvironment, settingsAsEnvironment } from './vscode/settings';
import { startLanguageSupport } from './vscode/startLanguageSupport';
import { registerStatusBar } from './vscode/statusBar';
import { registerTests } from './vscode/testing/registerTests';
import { registerViews, type Trees } from './vscode/views/registerViews';

/** What other extensions, and our tests, may look at. */
export interface EditorApi {
  readonly app: App;
  readonly trees: Trees;
  /** How long `activate` took, in milliseconds. */
  readonly activationTime: number;
}

/** The way to AWS for what belongs to a folder. */
function awsOf(folder: vscode.Uri): Aws {
  const environment = () => ({ ...process.env, ...engineEnvironment(folder) });
  return lateAws({ root: folder.fsPath, environment, askMfaCode });
}

/** Composition root: build the parts, join them, hand them to VS Code. No I/O here. */
export function activate(context: vscode.ExtensionContext): EditorApi {
  const started = performance.now();
  const log = vscode.window.createOutputChannel('SageMaker Containers', { log: true });
  const report = (error: unknown) => log.error(error instanceof Error ? error : String(error));
  const cli = (folder: vscode.Uri) => ({
    root: folder.fsPath,
    program: context.asAbsolutePath('dist/cli.js'),
    environment: () => settingsAsEnvironment(folder),
  });
  const projects = new Projects((folder) => createDetachedPlatform(cli(folder)));
  const awsEndpoint = new AwsEndpoint(async (folder, engine) => {
    const { spawnServer } = await import('./local/spawnServer');
    return spawnServer(cli(folder), ['--port', '0', ...(engine === undefined ? [] : ['--engine', engine])]);
  });
  const board = new JobBoard(projects, report);
  const definitions = new DefinitionFiles();
  const logs = new JobLogs(report);
  const tests = registerTests(() => app);
  const checks = registerChecks(() => app);
  const panels = registerPanels(() => app, context.extensionUri);
  const submits = new SubmitChannel();
  const aws = (folder = context.globalStorageUri) => awsOf(folder);
  const connections = new Connections(context.globalState, aws);
  const pins = new Pins(context.globalState);
  const templates = { folder: context.asAbsolutePath('templates'), root: context.extensionPath };
  const parts = { log, templates, projects, board, definitions, logs, awsEndpoint, submits, aws, connections, pins };
  const app: App = { ...parts, tests: tests.tests, checks: checks.checks, panels: panels.panels };
  const lookAround = () => {
    const [project] = projects.all();
    if (project && vscode.workspace.isTrusted) void lookAtEngines(project.platform).catch(report);
  };
  const views = registerViews(app, lookAround);
  context.subscriptions.push(
    ...[
      log,
      board,
      definitions,
      logs,
      awsEndpoint,
      submits,
      connections,
      pins,
      tests.registration,
      checks.registration,
      panels.registration,
      views.registration,
    ],
    registerCommands(app),
    registerCodeLenses(board),
    registerDescribeDocuments(app),
    registerCompareDocuments(app),
    registerPreviewDocuments(projects),
    registerStatusBar(board),
    followActiveDefinition(board),
    startLanguageSupport(context.asAbsolutePath('dist/languageServer.js'), definitions, report),
  );
  // A job may still run that was started before this window was opened. Not part of starting up.
  setImmediate(() => void board.refresh());
  return { app, trees: views.trees, activationTime: performance.now() - started };
}
