import * as vscode from 'vscode';
import type { Connections } from './aws/connections';
import { connectionTitle } from './aws/connectionTitle';
import type { JobRef } from './jobRef';

/**
 * What people call the place of a job: a profile and region, or a folder where there are several.
 * @param among jobs of this machine stand beside those of AWS
 */
export function placeTitle(connections: Connections, { project }: JobRef, among: boolean): string | undefined {
  const connection = connections.byId(project);
  if (connection) return among ? connectionTitle(connection.choice) : undefined;
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return folders.find(({ uri }) => uri.toString() === project)?.name;
  return among && connections.all().length > 0 ? vscode.l10n.t('This machine') : undefined;
}
