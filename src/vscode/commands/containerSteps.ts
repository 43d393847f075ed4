import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { answerFault, defaultAnswer } from '../../scaffold/answers';
import { JsonFields } from '../../scaffold/jsonFields';
import { nameFault } from '../../scaffold/projectPath';
import type { Answers, Question, TemplateManifest } from '../../scaffold/template';
import { listTemplates, type TemplateLibrary } from '../../scaffold/templateLibrary';
import { inLanguage } from '../messages';
import { askSteps, type Step, type StepItem } from '../multiStep';

/** What was asked for. */
export interface WantedContainer {
  readonly template: string;
  /** Name of its folder. */
  readonly folder: string;
  readonly answers: Answers;
}

type Translate = (text: string) => string;

/** Ask for a template, the folder's name, and what the template wants to know; undefined when that was given up. */
export async function askForContainer(
  library: TemplateLibrary,
  parent: vscode.Uri,
): Promise<WantedContainer | undefined> {
  const templates = await listTemplates(library);
  const say = await translations(library);
  const questionsOf = (name: string | undefined): readonly Question[] =>
    templates.find((one) => one.name === name)?.manifest.questions ?? [];
  const answers = await askSteps(
    ([template, folder = '', ...given]) => {
      if (template === undefined) return templateStep(templates, say);
      if (folder === '') return folderStep(template, parent);
      const question = questionsOf(template)[given.length];
      return question && questionStep(question, folder, say);
    },
    // Before a template is chosen nobody knows how many it asks.
    ([template]) => 2 + Math.max(1, questionsOf(template).length),
  );
  const [template, folder, ...given] = answers ?? [];
  if (template === undefined || folder === undefined) return undefined;
  const keys = questionsOf(template).map(({ key }) => key);
  return { template, folder, answers: Object.fromEntries(given.map((answer, index) => [keys[index] ?? '', answer])) };
}

function templateStep(
  templates: readonly { readonly name: string; readonly manifest: TemplateManifest }[],
  say: Translate,
): Step {
  const items = templates.map(({ name, manifest }) => ({
    label: say(manifest.title),
    description: name,
    detail: say(manifest.description),
    value: name,
  }));
  const isUsual = ({ value }: StepItem) => value === 'training-algorithm';
  const [usual] = items.filter(isUsual);
  return {
    title: vscode.l10n.t('New container: what shall it do?'),
    placeholder: vscode.l10n.t('Choose a template'),
    value: usual?.value ?? '',
    // What is proposed stands first: a list that opens in its middle hides what is above.
    items: usual ? [usual, ...items.filter((item) => !isUsual(item))] : items,
  };
}

function folderStep(template: string, parent: vscode.Uri): Step {
  return {
    title: vscode.l10n.t('New container: name of its folder in {0}', shownFolder(parent)),
    value: template,
    fault: (name) => {
      if (name === '') return vscode.l10n.t('Write the name of a new folder.');
      const wrong = nameFault(name);
      if (wrong !== undefined) return `${vscode.l10n.t('Write the name of a new folder.')} ${inLanguage(wrong)}`;
      return existsSync(join(parent.fsPath, name))
        ? vscode.l10n.t('{0} is there already: choose another name.', name)
        : undefined;
    },
  };
}

/** As the explorer shows it: VS Code gives the whole path of a folder of the workspace itself. */
function shownFolder(folder: vscode.Uri): string {
  const workspace = vscode.workspace.getWorkspaceFolder(folder);
  return workspace?.uri.toString() === folder.toString() ? workspace.name : vscode.workspace.asRelativePath(folder);
}

function questionStep(question: Question, folder: string, say: Translate): Step {
  const title = vscode.l10n.t('New container: {0}', say(question.title));
  const value = defaultAnswer(question, folder);
  if (question.choices) {
    const items = question.choices.map((choice) => ({
      label: say(choice.title),
      description: choice.value,
      value: choice.value,
    }));
    return { title, value, items };
  }
  const fault = (answer: string): string | undefined => {
    const found = answerFault(question, answer);
    // A hint is of the template, all else of the core.
    return found === undefined ? undefined : found === question.hint ? say(found) : inLanguage(found);
  };
  return { title, value, fault };
}

/** Texts of templates in the language of the editor, where somebody has written them down. */
async function translations({ folder }: TemplateLibrary): Promise<Translate> {
  const path = join(folder, `l10n.${vscode.env.language}.json`);
  const known = await readFile(path, 'utf8').then(
    (text) => JsonFields.of(text, path),
    () => undefined,
  );
  return (original) => (known?.has(original) ? known.text(original) : original);
}
