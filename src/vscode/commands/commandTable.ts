import type { App } from '../app';
import type { CommandId } from '../ids';
import { requireTrust } from '../requireTrust';
import { copyAwsEndpointUrl, startAwsEndpoint, stopAwsEndpoint } from './awsEndpoint';
import { checkContainer } from './checkContainer';
import { chooseEngine } from './chooseEngine';
import { cloneJob } from './cloneJob';
import type { Command } from './command';
import { compareJobs } from './compareJobs';
import { connectAws, disconnectAws } from './connectAws';
import { copyEndpointUrl } from './copyEndpointUrl';
import { createDefinition } from './createDefinition';
import { cleanUpAws, deleteResource } from './deleteResource';
import { doctor } from './doctor';
import { downloadArtifacts } from './downloadArtifacts';
import { exportMetrics } from './exportMetrics';
import { clearFilter, filterJobs } from './filterJobs';
import { generateContainer } from './generateContainer';
import { inspectPipeline } from './inspectPipeline';
import { invokeFixture } from './invokeFixture';
import { liveTail } from './liveTail';
import { loadMore } from './loadMore';
import { newContainer } from './newContainer';
import { openDefinition } from './openDefinition';
import { openInConsole } from './openInConsole';
import { openLog } from './openLog';
import { openWalkthrough } from './openWalkthrough';
import { pinJob, unpinJob } from './pinJob';
import { previewTransform } from './previewTransform';
import { refresh } from './refresh';
import { removeJob } from './removeJob';
import { resumeJob } from './resumeJob';
import { revealArtifacts } from './revealArtifacts';
import { runDefinition } from './runDefinition';
import { saveLog } from './saveLog';
import { schemaFromBundle, schemaFromCsv } from './schemaCommands';
import { showDescribe } from './showDescribe';
import { compareMetrics, showMetrics } from './showMetrics';
import { signIn } from './signIn';
import { stopJob } from './stopJob';
import { submitDefinition } from './submitDefinition';

const commands: Readonly<Record<CommandId, Command>> = {
  'sagemakerContainers.runDefinition': runDefinition,
  'sagemakerContainers.submitDefinition': submitDefinition,
  'sagemakerContainers.newContainer': newContainer,
  'sagemakerContainers.generateContainer': generateContainer,
  'sagemakerContainers.createDefinition': createDefinition,
  'sagemakerContainers.schemaFromCsv': schemaFromCsv,
  'sagemakerContainers.schemaFromBundle': schemaFromBundle,
  'sagemakerContainers.stopJob': stopJob,
  'sagemakerContainers.resumeJob': resumeJob,
  'sagemakerContainers.removeJob': removeJob,
  'sagemakerContainers.openLog': openLog,
  'sagemakerContainers.saveLog': saveLog,
  'sagemakerContainers.liveTail': liveTail,
  'sagemakerContainers.openDefinition': openDefinition,
  'sagemakerContainers.revealArtifacts': revealArtifacts,
  'sagemakerContainers.showDescribe': showDescribe,
  'sagemakerContainers.previewTransform': previewTransform,
  'sagemakerContainers.showMetrics': showMetrics,
  'sagemakerContainers.compareMetrics': compareMetrics,
  'sagemakerContainers.exportMetrics': exportMetrics,
  'sagemakerContainers.invokeFixture': invokeFixture,
  'sagemakerContainers.inspectPipeline': inspectPipeline,
  'sagemakerContainers.checkContainer': checkContainer,
  'sagemakerContainers.copyEndpointUrl': copyEndpointUrl,
  'sagemakerContainers.startAwsEndpoint': startAwsEndpoint,
  'sagemakerContainers.stopAwsEndpoint': stopAwsEndpoint,
  'sagemakerContainers.copyAwsEndpointUrl': copyAwsEndpointUrl,
  'sagemakerContainers.signIn': signIn,
  'sagemakerContainers.connectAws': connectAws,
  'sagemakerContainers.disconnectAws': disconnectAws,
  'sagemakerContainers.filterJobs': filterJobs,
  'sagemakerContainers.clearFilter': clearFilter,
  'sagemakerContainers.pinJob': pinJob,
  'sagemakerContainers.unpinJob': unpinJob,
  'sagemakerContainers.loadMore': loadMore,
  'sagemakerContainers.cloneJob': cloneJob,
  'sagemakerContainers.compareJobs': compareJobs,
  'sagemakerContainers.openInConsole': openInConsole,
  'sagemakerContainers.downloadArtifacts': downloadArtifacts,
  'sagemakerContainers.deleteResource': deleteResource,
  'sagemakerContainers.cleanUpAws': cleanUpAws,
  'sagemakerContainers.refresh': refresh,
  'sagemakerContainers.doctor': doctor,
  'sagemakerContainers.chooseEngine': chooseEngine,
  'sagemakerContainers.openWalkthrough': openWalkthrough,
};

/** Do what a command stands for. @throws AppError `workspace.untrusted` */
export function perform(id: CommandId, app: App, args: readonly unknown[]): Promise<unknown> {
  const command = commands[id];
  if (command.needsTrust) requireTrust();
  return command.run(app, args);
}
