import * as vscode from 'vscode';
import type { EngineChoice } from '../jobs/platform';

/** Settings by their short names, with their types. */
interface Settings {
  readonly engine: EngineChoice;
  readonly 'docker.host': string;
  readonly 'docker.buildNetwork': string;
  readonly region: string;
  readonly containerProfile: string;
  readonly openLogOnRun: boolean;
  readonly templates: string;
  readonly 'aws.profile': string;
  readonly 'aws.region': string;
  readonly 'aws.role': string;
  readonly 'aws.bucket': string;
}

/** A setting's value for a folder, or for the window. The manifest holds the defaults. */
export function setting<Name extends keyof Settings>(name: Name, scope?: vscode.Uri): Settings[Name] | undefined {
  return vscode.workspace.getConfiguration('sagemakerContainers', scope ?? null).get<Settings[Name]>(name);
}

/** What the settings of a folder mean for a process that runs its containers. */
export function settingsAsEnvironment(scope: vscode.Uri): Readonly<Record<string, string>> {
  return { ...engineEnvironment(scope), ...withoutEmpty({ AWS_REGION: setting('region', scope) }) };
}

/** What the settings of a folder say about the container engine, as variables. */
export function engineEnvironment(scope: vscode.Uri): Readonly<Record<string, string>> {
  return withoutEmpty({
    DOCKER_HOST: setting('docker.host', scope),
    SAGEMAKER_CONTAINERS_BUILD_NETWORK: setting('docker.buildNetwork', scope),
  });
}

function withoutEmpty(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
