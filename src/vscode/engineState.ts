import * as vscode from 'vscode';
import type { Finding, Platform } from '../jobs/platform';
import type { ContextKey } from './ids';

const key: ContextKey = 'sagemakerContainers.engineFound';

/** Ask a platform what it can run, and let the views know. */
export async function lookAtEngines(platform: Platform): Promise<readonly Finding[]> {
  const findings = await platform.doctor();
  const isOk = (name: string) => findings.some((finding) => finding.name === name && finding.ok);
  const found = isOk('Container engine') ? 'container' : isOk('Process engine') ? 'process' : 'none';
  await vscode.commands.executeCommand('setContext', key, found);
  return findings;
}
