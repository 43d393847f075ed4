import { AppError } from '../../contract/appError';
import { answerFault, nameFrom } from '../answers';
import type { Answers, Question } from '../template';
import type { FolderFacts } from './folderFacts';
import type { Role } from './program';
import type { ContainerKind } from './proposal';

/** The programs that a kind of container has. */
export function rolesOf(kind: ContainerKind): readonly Role[] {
  switch (kind) {
    case 'training':
      return ['train'];
    case 'serving':
      return ['serve'];
    case 'both':
      return ['train', 'serve'];
    case 'processing':
      return ['process'];
  }
}

const titles: Readonly<Record<Role, string>> = {
  train: 'Program that trains',
  serve: 'Program that serves',
  process: 'Program that processes data',
};

/** What `--set` can say of a container for a folder. @param base image that is proposed */
export function containerQuestions(facts: FolderFacts, kind: ContainerKind, base: string): readonly Question[] {
  const programs = rolesOf(kind).flatMap((role): readonly Question[] => {
    const choices = facts.programs[role].map(({ path, why }) => ({ value: path, title: why }));
    const [first] = choices;
    return first ? [{ key: role, title: titles[role], default: first.value, choices }] : [];
  });
  return [
    {
      key: 'name',
      title: 'Name of its jobs and models',
      default: nameFrom(facts.folder.name) || 'my-container',
      pattern: '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,31}',
      hint: 'Use letters, digits and single hyphens, at most 32.',
    },
    {
      key: 'base-image',
      title: 'Image to build on',
      default: base,
      pattern: String.raw`[a-zA-Z0-9][\w./:@-]{0,254}`,
      hint: 'Write the name of an image, such as python:3.11-slim.',
    },
    ...programs,
  ];
}

/**
 * An answer to each question: the given ones, and defaults.
 * @throws AppError `scaffold.key`, `scaffold.answer`
 */
export function answerAll(questions: readonly Question[], given: Answers): Answers {
  const keys = questions.map(({ key }) => key);
  const stray = Object.keys(given).find((key) => !keys.includes(key));
  if (stray !== undefined) {
    throw new AppError('scaffold.key', `Nothing here is called "${stray}".`, `There is ${keys.join(', ')}.`);
  }
  return Object.fromEntries(
    questions.map((question) => {
      const answer = given[question.key] ?? question.default;
      const fault = answerFault(question, answer);
      if (fault === undefined) return [question.key, answer];
      throw new AppError('scaffold.answer', `"${answer}" is no answer for ${question.key}.`, fault);
    }),
  );
}
