import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { App } from '../app';
import type { CommandId } from '../ids';
import { copyAwsEndpointUrl, startAwsEndpoint, stopAwsEndpoint } from './awsEndpoint';
import { chooseEngine } from './chooseEngine';
import type { Command } from './command';
import { copyEndpointUrl } from './copyEndpointUrl';
import { createDefinition } from './createDefinition';
import { doctor } from './doctor';
import { exportMetrics } from './exportMetrics';
import { inspectPipeline } from './inspectPipeline';
import { invokeFixture } from './invokeFixture';
import { openDefinition } from './openDefinition';
import { openLog } from './openLog';
import { openWalkthrough } from './openWalkthrough';
import { previewTransform } from './previewTransform';
import { refresh } from './refresh';
import { removeJob } from './removeJob';
import { resumeJob } from './resumeJob';
import { revealArtifacts } from './revealArtifacts';
import { runDefinition } from './runDefinition';
import { schemaFromBundle, schemaFromCsv } from './schemaCommands';
import { showDescribe } from './showDescribe';
import { compareMetrics, showMetrics } from './showMetrics';
import { signIn } from './signIn';
import { stopJob } from './stopJob';
import { submitDefinition } from './submitDefinition';

const commands: Readonly<Record<CommandId, Command>> = {
  'sagemakerContainers.runDefinition': runDefinition,
  'sagemakerContainers.submitDefinition': submitDefinition,
  'sagemakerContainers.createDefinition': createDefinition,
  'sagemakerContainers.schemaFromCsv': schemaFromCsv,
  'sagemakerContainers.schemaFromBundle': schemaFromBundle,
  'sagemakerContainers.stopJob': stopJob,
  'sagemakerContainers.resumeJob': resumeJob,
  'sagemakerContainers.removeJob': removeJob,
  'sagemakerContainers.openLog': openLog,
  'sagemakerContainers.openDefinition': openDefinition,
  'sagemakerContainers.revealArtifacts': revealArtifacts,
  'sagemakerContainers.showDescribe': showDescribe,
  'sagemakerContainers.previewTransform': previewTransform,
  'sagemakerContainers.showMetrics': showMetrics,
  'sagemakerContainers.compareMetrics': compareMetrics,
  'sagemakerContainers.exportMetrics': exportMetrics,
  'sagemakerContainers.invokeFixture': invokeFixture,
  'sagemakerContainers.inspectPipeline': inspectPipeline,
  'sagemakerContainers.copyEndpointUrl': copyEndpointUrl,
  'sagemakerContainers.startAwsEndpoint': startAwsEndpoint,
  'sagemakerContainers.stopAwsEndpoint': stopAwsEndpoint,
  'sagemakerContainers.copyAwsEndpointUrl': copyAwsEndpointUrl,
  'sagemakerContainers.signIn': signIn,
  'sagemakerContainers.refresh': refresh,
  'sagemakerContainers.doctor': doctor,
  'sagemakerContainers.chooseEngine': chooseEngine,
  'sagemakerContainers.openWalkthrough': openWalkthrough,
};

/** Do what a command stands for. @throws AppError `workspace.untrusted` */
export function perform(id: CommandId, app: App, args: readonly unknown[]): Promise<unknown> {
  const command = commands[id];
  if (command.needsTrust && !vscode.workspace.isTrusted) {
    throw new AppError(
      'workspace.untrusted',
      vscode.l10n.t('This workspace is not trusted, so nothing in it is run.'),
      vscode.l10n.t('Trust it if you know where it comes from.'),
    );
  }
  return command.run(app, args);
}
