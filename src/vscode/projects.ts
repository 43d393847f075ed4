import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Platform } from '../jobs/platform';
import type { JobPlace } from './jobPlace';

/** A folder whose jobs we know: a workspace folder, or the folder of a definition that was opened by itself. */
export interface Project extends JobPlace {
  /** URI of the folder. */
  readonly id: string;
  readonly uri: vscode.Uri;
  readonly platform: Platform;
}

/** The projects of this window. A platform is made when its project is first asked for. */
export class Projects {
  private readonly known = new Map<string, Project>();

  /** @param open makes the platform of a folder; does no I/O */
  constructor(private readonly open: (folder: vscode.Uri) => Platform) {}

  /** Workspace folders on this machine, then folders of definitions that were run by themselves. */
  all(): readonly Project[] {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri).filter(isLocal);
    const opened = folders.map((uri) => this.at(uri));
    return [...opened, ...[...this.known.values()].filter((project) => !opened.includes(project) && isAlone(project))];
  }

  /** The project that a file of this machine belongs to. */
  of(file: vscode.Uri): Project {
    return this.at(vscode.workspace.getWorkspaceFolder(file)?.uri ?? vscode.Uri.file(dirname(file.fsPath)));
  }

  byId(id: string): Project | undefined {
    return this.all().find((project) => project.id === id);
  }

  private at(uri: vscode.Uri): Project {
    const id = uri.toString();
    const project = this.known.get(id) ?? { id, uri, platform: this.open(uri) };
    this.known.set(id, project);
    return project;
  }
}

/** Not a workspace folder that was closed meanwhile, and not inside one that is open. */
function isAlone({ uri }: Project): boolean {
  return vscode.workspace.workspaceFolders === undefined || vscode.workspace.getWorkspaceFolder(uri) === undefined;
}

/** Whether something lies where a local run can reach it. */
export function isLocal(uri: vscode.Uri): boolean {
  return uri.scheme === 'file';
}
