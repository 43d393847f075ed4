import { posix, win32 } from 'node:path';
import { AppError } from '../contract/appError';
import { matchAnswer } from './answerPattern';
import { deviceFault } from './projectPath';
import type { Answers, Question, Template } from './template';

/** Characters of a wrong answer that a message repeats. */
const longestShown = 80;

/** Why an answer can't be taken, as a sentence; undefined for a good one. */
export function answerFault(question: Question, answer: string): string | undefined {
  if (question.choices) {
    const values = question.choices.map(({ value }) => value);
    return values.includes(answer) ? undefined : `Choose one of ${values.join(', ')}.`;
  }
  // Whatever the pattern lets through, a control character would begin another line of a file.
  const matches = /\p{Cc}/u.test(answer) ? 'no' : matchAnswer(question.pattern, answer);
  if (matches === 'slow') return 'The pattern of the template takes too long: it repeats what is repeated already.';
  if (matches === 'no') return question.hint ?? 'Use letters, digits and . / : @ + - _ only.';
  // Files are named after it.
  return question.key === 'name' ? deviceFault(answer) : undefined;
}

/**
 * An answer to each question: the given ones, and defaults.
 * @param folder of the project: what is nearest to its name is the default of `name`, where that can be
 * @throws AppError `scaffold.key`, `scaffold.answer`
 */
export function completeAnswers(template: Template, given: Answers, folder: string): Answers {
  const { name, manifest } = template;
  const keys = manifest.questions.map(({ key }) => key);
  const stray = Object.keys(given).find((key) => !keys.includes(key));
  if (stray !== undefined) {
    const known = `It has ${keys.join(', ')}: see sagemaker-containers new --list ${name}.`;
    throw new AppError('scaffold.key', `The template ${name} has no answer called "${shown(stray)}".`, known);
  }
  return Object.fromEntries(
    manifest.questions.map((question) => {
      const answer = given[question.key] ?? defaultAnswer(question, folder);
      const fault = answerFault(question, answer);
      if (fault === undefined) return [question.key, answer];
      throw new AppError('scaffold.answer', `"${shown(answer)}" is no answer for ${question.key}.`, fault);
    }),
  );
}

/** A text in one line that a terminal can print, whatever is in it. */
function shown(text: string): string {
  const characters = Array.from(text);
  const some = characters.length > longestShown ? `${characters.slice(0, longestShown).join('')}…` : text;
  return some.replaceAll(/\p{Cc}/gu, (one) => JSON.stringify(one).slice(1, -1));
}

/** What is taken where nothing was answered. @param folder of the project, on whatever system */
export function defaultAnswer(question: Question, folder: string): string {
  if (question.key !== 'name') return question.default;
  const name = posix.basename(win32.basename(folder));
  const fitting = [name, nameFrom(name)].find((one) => one !== '' && answerFault(question, one) === undefined);
  return fitting ?? question.default;
}

/** A name for jobs, as near to a folder's as can be; empty where nothing of it can be one. */
export function nameFrom(folder: string): string {
  return folder
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 32)
    .replace(/-+$/, '');
}
