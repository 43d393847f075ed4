import Mustache from 'mustache';
import { AppError } from '../contract/appError';
import { projectPath } from './projectPath';
import type { Answers, ScaffoldFile, Template, TemplateFile } from './template';

type View = Readonly<Record<string, string | boolean>>;

/** What a project is made of, in the order of its paths. */
export interface RenderedProject {
  readonly files: readonly ScaffoldFile[];
  /** Path of the file that a newcomer reads first. */
  readonly first: string;
  /** Commands that show the project at work, without the name of the program. */
  readonly steps: readonly string[];
}

/**
 * A project by its template.
 * @param answers to all questions of the template, as `completeAnswers` gives them
 * @throws AppError `scaffold.template` for a placeholder that nobody asks for, `scaffold.path`
 */
export function renderTemplate({ name, manifest, files }: Template, answers: Answers): RenderedProject {
  const view = viewOf(manifest.questions, answers);
  const fill = (text: string, where: string): string => filled(text, view, `${name}, ${where}`);
  const wanted = files.filter(({ when }) => when.every((condition) => holds(condition, answers)));
  // What comes later in a template replaces what came before.
  const byPath = new Map(
    wanted.map((file) => {
      const path = projectPath(fill(file.path, 'a file name'));
      return [path, toFile(path, file, fill)] as const;
    }),
  );
  return {
    files: [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    first: fill(manifest.first, 'first'),
    steps: manifest.steps.map((step) => fill(step, 'steps').trim()).filter((step) => step !== ''),
  };
}

function toFile(path: string, file: TemplateFile, fill: (text: string, where: string) => string): ScaffoldFile {
  if (typeof file.content !== 'string') return { path, content: file.content, mode: 0o644 };
  const text = file.content.replaceAll(/\r\n?/g, '\n');
  const content = file.verbatim ? text : fill(text, file.path);
  // The shebang says it, since neither packages nor Windows keep executable bits.
  return { path, content, mode: content.startsWith('#!') ? 0o755 : 0o644 };
}

/** `key`, and `key=choice` for each of its choices. */
function viewOf(questions: Template['manifest']['questions'], answers: Answers): View {
  const names = questions.flatMap(({ key, choices = [] }): readonly (readonly [string, string | boolean])[] => [
    [key, answers[key] ?? ''],
    ...choices.map(({ value }) => [`${key}=${value}`, answers[key] === value] as const),
  ]);
  return Object.fromEntries(names);
}

function holds(condition: string, answers: Answers): boolean {
  const [key = '', values = ''] = condition.split('=');
  return values.split('|').includes(answers[key] ?? '');
}

function filled(text: string, view: View, where: string): string {
  const fault = (what: string, cause?: unknown): AppError =>
    new AppError('scaffold.template', `The template can't be filled in (${where}): ${what}.`, 'Correct the template.', {
      cause,
    });
  let tokens: readonly Token[];
  try {
    tokens = Mustache.parse(text) as readonly Token[];
  } catch (cause) {
    throw fault(cause instanceof Error ? cause.message : String(cause), cause);
  }
  const stray = namesIn(tokens).find((name) => !(name in view));
  if (stray !== undefined) throw fault(`no question asks for {{${stray}}}`);
  // Nothing here is HTML: a value stands as it was given.
  return Mustache.render(text, view, undefined, { escape: String });
}

/** Kind, what stands between the braces, where it begins and ends, what a section holds. */
type Token = readonly [kind: string, name: string, start: number, end: number, inner?: readonly Token[]];

function namesIn(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(([kind, name, , , inner]) => [
    ...(kind === 'text' || kind === '!' || kind === '=' ? [] : [name]),
    ...(Array.isArray(inner) ? namesIn(inner as readonly Token[]) : []),
  ]);
}
