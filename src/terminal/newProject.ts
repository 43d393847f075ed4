import { resolve } from 'node:path';
import { AppError } from '../contract/appError';
import { completeAnswers } from '../scaffold/answers';
import { renderTemplate } from '../scaffold/renderTemplate';
import { listTemplates, ownLibrary, readTemplate, type TemplateLibrary } from '../scaffold/templateLibrary';
import type { Answers, TemplateManifest } from '../scaffold/template';
import { writeProject } from '../scaffold/writeProject';
import { exitCodes, type CheckApp } from './app';
import { nextSteps, placeOf } from './nextSteps';
import { alignedRows } from './table';

/** Options of `new`. */
export interface NewOptions {
  /** `key=value` each. */
  readonly set?: readonly string[];
  readonly list?: boolean;
  /** A folder of templates, in the place of those that come with the program. */
  readonly from?: string;
  readonly force?: boolean;
}

/**
 * `new TEMPLATE FOLDER`: write a project, print its files and what to do next.
 * @throws AppError `scaffold.*`
 */
export async function newProject(
  app: CheckApp,
  [name, folder]: readonly (string | undefined)[],
  options: NewOptions,
): Promise<number> {
  const library = options.from === undefined ? app.templates : ownLibrary(options.from);
  if (options.list) return list(app, library, name);
  if (name === undefined || folder === undefined || folder === '') {
    const action = 'Write: sagemaker-containers new TEMPLATE FOLDER. --list shows the templates.';
    throw new AppError('scaffold.usage', 'The template or the folder is missing.', action);
  }
  const target = resolve(folder);
  const template = await readTemplate(library, name);
  const answers = completeAnswers(template, readAnswers(options.set ?? []), target);
  const project = renderTemplate(template, answers);
  for (const path of await writeProject(target, project.files, options.force ?? false)) app.out.line(path);
  app.err.line(`The project is in ${placeOf(target)}; ${project.first} says more. Next:`);
  for (const line of nextSteps(target, project.steps)) app.err.line(line);
  return exitCodes.ok;
}

/** Answers of `--set key=value`. @throws AppError `scaffold.answer`, also for one that is given twice */
export function readAnswers(texts: readonly string[]): Answers {
  const answers = new Map<string, string>();
  for (const text of texts) {
    const [key, ...value] = text.split('=');
    if (key === undefined || key.trim() === '' || value.length === 0)
      throw new AppError('scaffold.answer', `"--set ${text}" is no answer.`, 'Write --set key=value.');
    if (answers.has(key.trim()))
      throw new AppError('scaffold.answer', `--set gives ${key.trim()} twice.`, 'Give each answer once.');
    answers.set(key.trim(), value.join('='));
  }
  return Object.fromEntries(answers);
}

/** All templates, or one with the answers that it takes. */
async function list(app: CheckApp, library: TemplateLibrary, name: string | undefined): Promise<number> {
  if (name === undefined) {
    const templates = await listTemplates(library);
    const rows = templates.map((one) => [one.name, one.manifest.description]);
    for (const line of alignedRows([['TEMPLATE', 'WHAT'], ...rows])) app.out.line(line);
    app.err.line('sagemaker-containers new --list TEMPLATE shows what --set can say of one.');
    return exitCodes.ok;
  }
  const { manifest } = await readTemplate(library, name);
  app.out.line(`${manifest.title}: ${manifest.description}`);
  for (const line of alignedRows([['--set', 'DEFAULT', 'WHAT'], ...manifest.questions.map(rowOf)])) app.out.line(line);
  return exitCodes.ok;
}

function rowOf({ key, title, default: usual, choices }: TemplateManifest['questions'][number]): readonly string[] {
  const values = choices?.map(({ value }) => value).join(', ');
  return [key, usual, values === undefined ? title : `${title}: ${values}`];
}
