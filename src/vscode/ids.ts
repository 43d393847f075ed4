/** Every id that the manifest and the code share, written out so that a search finds it. A test compares them, both ways. */

export const commandIds = [
  'sagemakerContainers.runDefinition',
  'sagemakerContainers.submitDefinition',
  'sagemakerContainers.newContainer',
  'sagemakerContainers.generateContainer',
  'sagemakerContainers.createDefinition',
  'sagemakerContainers.schemaFromCsv',
  'sagemakerContainers.schemaFromBundle',
  'sagemakerContainers.stopJob',
  'sagemakerContainers.resumeJob',
  'sagemakerContainers.removeJob',
  'sagemakerContainers.openLog',
  'sagemakerContainers.saveLog',
  'sagemakerContainers.liveTail',
  'sagemakerContainers.openDefinition',
  'sagemakerContainers.revealArtifacts',
  'sagemakerContainers.showDescribe',
  'sagemakerContainers.previewTransform',
  'sagemakerContainers.showMetrics',
  'sagemakerContainers.compareMetrics',
  'sagemakerContainers.exportMetrics',
  'sagemakerContainers.invokeFixture',
  'sagemakerContainers.inspectPipeline',
  'sagemakerContainers.checkContainer',
  'sagemakerContainers.copyEndpointUrl',
  'sagemakerContainers.startAwsEndpoint',
  'sagemakerContainers.stopAwsEndpoint',
  'sagemakerContainers.copyAwsEndpointUrl',
  'sagemakerContainers.signIn',
  'sagemakerContainers.connectAws',
  'sagemakerContainers.disconnectAws',
  'sagemakerContainers.filterJobs',
  'sagemakerContainers.clearFilter',
  'sagemakerContainers.pinJob',
  'sagemakerContainers.unpinJob',
  'sagemakerContainers.loadMore',
  'sagemakerContainers.cloneJob',
  'sagemakerContainers.compareJobs',
  'sagemakerContainers.openInConsole',
  'sagemakerContainers.downloadArtifacts',
  'sagemakerContainers.deleteResource',
  'sagemakerContainers.cleanUpAws',
  'sagemakerContainers.refresh',
  'sagemakerContainers.doctor',
  'sagemakerContainers.chooseEngine',
  'sagemakerContainers.openWalkthrough',
] as const;

export type CommandId = (typeof commandIds)[number];

export const viewIds = [
  'sagemakerContainers.definitions',
  'sagemakerContainers.jobs',
  'sagemakerContainers.endpoints',
] as const;

export type ViewId = (typeof viewIds)[number];

/** Types of panels; the editor starts the extension to fill one that was open when its window was closed. */
export const panelIds = ['sagemakerContainers.metricsPanel', 'sagemakerContainers.inspectorPanel'] as const;

export type PanelId = (typeof panelIds)[number];

export const settingIds = [
  'sagemakerContainers.engine',
  'sagemakerContainers.docker.host',
  'sagemakerContainers.docker.buildNetwork',
  'sagemakerContainers.region',
  'sagemakerContainers.containerProfile',
  'sagemakerContainers.openLogOnRun',
  'sagemakerContainers.templates',
  'sagemakerContainers.aws.profile',
  'sagemakerContainers.aws.region',
  'sagemakerContainers.aws.role',
  'sagemakerContainers.aws.bucket',
] as const;

export const contextKeys = [
  /** What the definition in the active editor does: `idle` or `running`; empty for any other file. */
  'sagemakerContainers.activeDefinition',
  /** What `doctor` found: `container`, `process` or `none`; empty until it was asked. */
  'sagemakerContainers.engineFound',
  /** Whether the local endpoint for AWS clients runs. */
  'sagemakerContainers.awsEndpoint',
  /** Whether a filter leaves jobs out of the view. */
  'sagemakerContainers.filtered',
  /** Whether there is a connection to AWS. */
  'sagemakerContainers.connected',
] as const;

export type ContextKey = (typeof contextKeys)[number];
