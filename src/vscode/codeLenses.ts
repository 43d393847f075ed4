import * as vscode from 'vscode';
import { definitionKindOf } from '../definitions/definitionKinds';
import type { CommandId } from './ids';
import { isRunning, refOf, type JobBoard } from './jobBoard';
import type { KnownJob } from './jobPlace';

const selector: vscode.DocumentFilter = {
  scheme: 'file',
  pattern:
    '**/*.{training-job,processing-job,transform-job,tuning-job,model,endpoint-config,endpoint,algorithm,model-package,invocation}.json',
};

/** Links above the first line of definition files: what can be done now. */
export function registerCodeLenses(board: JobBoard): vscode.Disposable {
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: board.onDidChange,
    provideCodeLenses: ({ uri }) => codeLenses(uri, board.newestOf(uri.fsPath)),
  };
  return vscode.languages.registerCodeLensProvider(selector, provider);
}

/** The links for a definition whose newest job is `job`. */
export function codeLenses(uri: vscode.Uri, job: KnownJob | undefined): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  const lens = (title: string, command: CommandId, argument: unknown) =>
    new vscode.CodeLens(top, { title, command, arguments: [argument] });
  const { isTrusted } = vscode.workspace;
  if (definitionKindOf(uri.path)?.kind === 'invocation') {
    return isTrusted ? [lens(`$(play) ${vscode.l10n.t('Send')}`, 'sagemakerContainers.invokeFixture', uri)] : [];
  }
  const preview =
    definitionKindOf(uri.path)?.kind === 'transform-job'
      ? [lens(vscode.l10n.t('Preview Requests'), 'sagemakerContainers.previewTransform', uri)]
      : [];
  const run =
    definitionKindOf(uri.path)?.runsLocally === true
      ? [lens(`$(play) ${vscode.l10n.t('Run')}`, 'sagemakerContainers.runDefinition', uri)]
      : [];
  const submit = lens(`$(cloud-upload) ${vscode.l10n.t('Submit to AWS')}`, 'sagemakerContainers.submitDefinition', uri);
  const start = isTrusted ? [...run, ...preview, submit] : [];
  if (!job) return start;
  const ref = refOf(job);
  const { state } = job;
  const showMetrics =
    state.kind === 'training-job' && (isRunning(state) || Object.keys(state.metrics).length > 0)
      ? [lens(vscode.l10n.t('Metrics'), 'sagemakerContainers.showMetrics', ref)]
      : [];
  const openLog = lens(vscode.l10n.t('Open Log'), 'sagemakerContainers.openLog', ref);
  if (isRunning(state)) {
    return [
      ...(isTrusted ? [lens(`$(debug-stop) ${vscode.l10n.t('Stop')}`, 'sagemakerContainers.stopJob', ref)] : []),
      openLog,
      ...showMetrics,
      ...(state.url !== undefined && isTrusted
        ? [lens(vscode.l10n.t('Invoke'), 'sagemakerContainers.invokeFixture', ref)]
        : []),
      ...(state.url === undefined ? [] : [lens(state.url, 'sagemakerContainers.copyEndpointUrl', ref)]),
    ];
  }
  return [
    ...start,
    ...(state.streams.length > 0 ? [openLog] : []),
    ...showMetrics,
    ...(state.artifacts.length > 0
      ? [lens(vscode.l10n.t('Reveal Artifacts'), 'sagemakerContainers.revealArtifacts', ref)]
      : []),
    lens(state.status, 'sagemakerContainers.showDescribe', ref),
  ];
}
