import { homedir } from 'node:os';
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import { completeAnswers } from '../../scaffold/answers';
import { renderTemplate, type RenderedProject } from '../../scaffold/renderTemplate';
import type { Answers } from '../../scaffold/template';
import { ownLibrary, readTemplate, type TemplateLibrary } from '../../scaffold/templateLibrary';
import { writeProject } from '../../scaffold/writeProject';
import type { App } from '../app';
import { showInformation, step } from '../messages';
import { setting } from '../settings';
import type { Command } from './command';
import { askForContainer } from './containerSteps';

/**
 * Write a container from a template and open what is to be read first. Arguments: the folder to put it into, and, to ask nothing, the
 * template's name, the project's folder name and answers. Writes only where that says: no trust is needed. @returns the project's URI
 */
export const newContainer: Command = {
  run: async (app, [first, name, folder, answers]) => {
    const parent = await parentFolder(first);
    if (!parent) return undefined;
    const library = await chooseLibrary(app, parent);
    if (!library) return undefined;
    const wanted =
      typeof name === 'string' && typeof folder === 'string'
        ? { template: name, folder, answers: textsOf(answers) }
        : await askForContainer(library, parent);
    if (!wanted) return undefined;
    const target = vscode.Uri.joinPath(parent, wanted.folder);
    const template = await readTemplate(library, wanted.template);
    const project = renderTemplate(template, completeAnswers(template, wanted.answers, target.fsPath));
    await writeProject(target.fsPath, project.files, false);
    app.definitions.refresh();
    await show(vscode.Uri.joinPath(target, project.first), target, firstRun(project, target));
    return target;
  },
};

/** Where it is to be: what was clicked, the workspace, or what somebody chooses. */
async function parentFolder(first: unknown): Promise<vscode.Uri | undefined> {
  if (first instanceof vscode.Uri) return onDisk(first);
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const [only] = folders;
  if (only) return only.uri;
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Where shall the folder of the new container be?'),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return chosen?.[0];
}

function onDisk(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme === 'file') return uri;
  throw new AppError(
    'scaffold.place',
    vscode.l10n.t('Containers are written to folders on a disk only.'),
    vscode.l10n.t('Open a folder of this machine.'),
  );
}

/** The templates that come with the extension, or those of a setting that the workspace's trust lets count; undefined when it was given up. */
async function chooseLibrary(app: App, parent: vscode.Uri): Promise<TemplateLibrary | undefined> {
  const own = setting('templates', parent) ?? '';
  if (own === '') return app.templates;
  const items = [
    { label: vscode.l10n.t('Templates of this extension'), library: app.templates },
    { label: vscode.l10n.t('Templates of your own'), description: own, library: ownLibrary(placeOf(own, parent)) },
  ];
  const title = vscode.l10n.t('Which templates?');
  return (await vscode.window.showQuickPick(items, { title }))?.library;
}

/** A folder of the settings: absolute, below the home folder, or as seen from the workspace. */
function placeOf(folder: string, parent: vscode.Uri): string {
  const base = vscode.workspace.getWorkspaceFolder(parent)?.uri ?? parent;
  return resolve(base.fsPath, folder.replace(/^~(?=$|[\\/])/, homedir()));
}

function textsOf(answers: unknown): Answers {
  if (typeof answers !== 'object' || answers === null) return {};
  return Object.fromEntries(
    Object.entries(answers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The definition that shows the project at work: what its steps run, or the model that they ask. */
function firstRun({ steps, files }: RenderedProject, target: vscode.Uri): vscode.Uri | undefined {
  const [, job] = steps.map((one) => /^run (\S+)$/.exec(one)).find((found) => found !== null) ?? [];
  const file = job ?? files.find(({ path }) => path.endsWith('.model.json'))?.path;
  return file === undefined ? undefined : vscode.Uri.joinPath(target, file);
}

async function show(first: vscode.Uri, folder: vscode.Uri, run: vscode.Uri | undefined): Promise<void> {
  if (vscode.workspace.getWorkspaceFolder(folder)) {
    await open(first);
    // Not awaited: the message may stand there for as long as somebody reads.
    void showInformation(vscode.l10n.t('The container is in {0}.', vscode.workspace.asRelativePath(folder)), [
      step(vscode.l10n.t('Run'), 'sagemakerContainers.runDefinition', ...(run ? [run] : [])),
      step(vscode.l10n.t('Check Container'), 'sagemakerContainers.checkContainer', folder),
    ]);
    return;
  }
  const openFolder = vscode.l10n.t('Open Folder');
  const message = vscode.l10n.t('The container is in {0}.', folder.fsPath);
  const chosen = await vscode.window.showInformationMessage(message, openFolder);
  if (chosen === openFolder) await vscode.commands.executeCommand('vscode.openFolder', folder);
  else await open(first);
}

/** Markdown is shown as the page that it stands for. */
async function open(file: vscode.Uri): Promise<void> {
  if (file.path.endsWith('.md')) await vscode.commands.executeCommand('markdown.showPreview', file);
  else await vscode.window.showTextDocument(file, { preview: false });
}
