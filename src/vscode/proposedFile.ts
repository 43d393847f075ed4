import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Projects } from './projects';

/** Where a file of this name is proposed to be written: in the first folder that is open, else at home. A person may say otherwise. */
export function proposedFile(projects: Projects, name: string): vscode.Uri {
  const [project] = projects.all();
  return project ? vscode.Uri.joinPath(project.uri, name) : vscode.Uri.file(join(homedir(), name));
}
