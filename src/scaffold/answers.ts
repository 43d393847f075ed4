import { posix, win32 } from 'node:path';
import { AppError } from '../contract/appError';
import type { Answers, Question, Template } from './template';

/** What may stand in an answer of which nothing else is said: it goes into JSON, Dockerfiles and programs as it is. */
const plain = /^[\w ./:@+-]*$/;

/** What an answer in words must match as a whole. @throws SyntaxError for a pattern that is none */
export function answerPattern({ pattern }: Question): RegExp {
  return pattern === undefined ? plain : new RegExp(`^(?:${pattern})$`, 'u');
}

/** Why an answer can't be taken, as a sentence; undefined for a good one. */
export function answerFault(question: Question, answer: string): string | undefined {
  if (question.choices) {
    const values = question.choices.map(({ value }) => value);
    return values.includes(answer) ? undefined : `Choose one of ${values.join(', ')}.`;
  }
  // Whatever the pattern lets through, a control character would begin another line of a file.
  if (answerPattern(question).test(answer) && !/\p{Cc}/u.test(answer)) return undefined;
  return question.hint ?? 'Use letters, digits and . / : @ + - _ only.';
}

/**
 * An answer to each question: the given ones, and defaults.
 * @param folder of the project: its name is the default of `name` where it can be
 * @throws AppError `scaffold.key`, `scaffold.answer`
 */
export function completeAnswers(template: Template, given: Answers, folder: string): Answers {
  const { name, manifest } = template;
  const keys = manifest.questions.map(({ key }) => key);
  const stray = Object.keys(given).find((key) => !keys.includes(key));
  if (stray !== undefined) {
    const known = `It has ${keys.join(', ')}: see sagemaker-containers new --list ${name}.`;
    throw new AppError('scaffold.key', `The template ${name} has no answer called "${stray}".`, known);
  }
  return Object.fromEntries(
    manifest.questions.map((question) => {
      const answer = given[question.key] ?? defaultAnswer(question, folder);
      const fault = answerFault(question, answer);
      if (fault === undefined) return [question.key, answer];
      throw new AppError('scaffold.answer', `"${answer}" is no answer for ${question.key}.`, fault);
    }),
  );
}

/** What is taken where nothing was answered. @param folder of the project, on whatever system */
export function defaultAnswer(question: Question, folder: string): string {
  if (question.key !== 'name') return question.default;
  const name = posix.basename(win32.basename(folder));
  return answerFault(question, name) === undefined ? name : question.default;
}
