import type * as vscode from 'vscode';
import type { TemplateLibrary } from '../scaffold/templateLibrary';
import type { Aws } from '../jobs/submission';
import type { Connections } from './aws/connections';
import type { SubmitChannel } from './aws/submitChannel';
import type { AwsEndpoint } from './awsEndpoint';
import type { ContainerChecker } from './checks/containerChecker';
import type { DefinitionFiles } from './definitionFiles';
import type { FixtureRunner } from './testing/fixtureRunner';
import type { JobBoard } from './jobBoard';
import type { JobLogs } from './logs/jobLogs';
import type { PanelOpener } from './panels/panelOpener';
import type { Pins } from './pins';
import type { Projects } from './projects';

/** What commands work with; `extension.ts` puts it together. */
export interface App {
  /** What this extension has to say about itself; what containers say goes to `logs`. */
  readonly log: vscode.LogOutputChannel;
  readonly projects: Projects;
  readonly board: JobBoard;
  readonly definitions: DefinitionFiles;
  readonly logs: JobLogs;
  readonly awsEndpoint: AwsEndpoint;
  /** Profiles and regions of AWS that are shown. */
  readonly connections: Connections;
  readonly pins: Pins;
  /** The templates that come with the extension. */
  readonly templates: TemplateLibrary;
  /** What submits have to say. */
  readonly submits: SubmitChannel;
  /** The way to AWS, for what belongs to a folder or, without one, for what belongs to none. Loaded when it is first taken. */
  aws(folder?: vscode.Uri): Aws;
  /** Loaded when first needed. */
  tests(): Promise<FixtureRunner>;
  /** Loaded with the first check. */
  checks(): Promise<ContainerChecker>;
  /** Loaded with the first panel. */
  panels(): Promise<PanelOpener>;
}
