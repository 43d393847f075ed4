import { basename, dirname, posix, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import { parseFileReference, resolveReference } from '../../definitions/fileReference';
import { parseDefinition } from '../../definitions/parseDefinition';
import type { InspectedRequest } from '../../webviews/inspector/inspectorMessages';
import { isThere } from '../isThere';

/** The request of a fixture. @param root folder that references must stay in @throws AppError `fixture.broken` or that of a reference */
export async function readFixture(fixture: vscode.Uri, root: string): Promise<InspectedRequest> {
  const text = Buffer.from(await vscode.workspace.fs.readFile(fixture)).toString('utf8');
  const { definition } = parseDefinition(fixture.fsPath, text);
  if (definition?.kind !== 'invocation') {
    throw new AppError(
      'fixture.broken',
      vscode.l10n.t('{0} is no fixture.', basename(fixture.fsPath)),
      vscode.l10n.t('Correct the mistakes that are underlined in it.'),
    );
  }
  const { ContentType, Accept, CustomAttributes, Body } = definition.request;
  const body = typeof Body === 'string' ? await bodyOf(Body, fixture, root) : Buffer.alloc(0);
  return {
    contentType: textOf(ContentType),
    accept: textOf(Accept),
    customAttributes: textOf(CustomAttributes),
    body: body.toString('base64'),
  };
}

/** A file as somebody is writing it may hold anything. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function bodyOf(body: string, fixture: vscode.Uri, projectRoot: string): Promise<Buffer> {
  if (!parseFileReference(body)) return Buffer.from(body);
  const style = process.platform === 'win32' ? 'win32' : 'posix';
  const path = resolveReference(body, { definitionPath: fixture.fsPath, projectRoot, style });
  return Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.file(path)));
}

const ending = '.invocation.json';

/**
 * Ask where a fixture goes. A name without the ending of fixtures gets it, since no other file is one.
 * @returns undefined when nobody wants it, or wants to keep what is there
 */
export async function askForFixture(folder: vscode.Uri, stem: string): Promise<vscode.Uri | undefined> {
  const file = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save as Fixture…'),
    defaultUri: vscode.Uri.joinPath(folder, `${stem}${ending}`),
    // Of `.invocation.json` a dialog knows only the last part: with all of it as a filter, it adds that part once more.
    filters: { [vscode.l10n.t('Fixtures')]: ['json'] },
  });
  if (!file || file.path.endsWith(ending)) return file;
  const fixture = file.with({ path: `${file.path.replace(/\.json$/, '')}${ending}` });
  return !(await isThere(fixture)) || (await mayReplace(fixture)) ? fixture : undefined;
}

/** The dialog has asked about another name. */
async function mayReplace(file: vscode.Uri): Promise<boolean> {
  const yes = vscode.l10n.t('Replace');
  const question = vscode.l10n.t('{0} is there already. Replace it?', basename(file.fsPath));
  return (await vscode.window.showWarningMessage(question, { modal: true }, yes)) === yes;
}

/**
 * Write a request as a fixture. A body that is no text, or looks like a reference, goes into a file beside it.
 * @param definition absolute path of what the endpoint was started from
 */
export async function writeFixture(file: vscode.Uri, request: InspectedRequest, definition: string): Promise<void> {
  const bytes = Buffer.from(request.body, 'base64');
  const text = bytes.toString('utf8');
  const isText = Buffer.from(text).equals(bytes) && !text.includes('\0') && !parseFileReference(text);
  const bodyFile = `${basename(file.fsPath).slice(0, -ending.length)}.body`;
  if (!isText) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(file, '..', bodyFile), bytes);
  const way = relative(dirname(file.fsPath), definition).split(sep).join(posix.sep);
  const fixture = {
    EndpointName: `file://${way}`,
    ...(request.contentType !== '' && { ContentType: request.contentType }),
    ...(request.accept !== '' && { Accept: request.accept }),
    ...(request.customAttributes !== '' && { CustomAttributes: request.customAttributes }),
    Body: isText ? text : `file://${bodyFile}`,
    Expect: { StatusCode: 200 },
  };
  await vscode.workspace.fs.writeFile(file, Buffer.from(`${JSON.stringify(fixture, undefined, 2)}\n`));
}
