import { fillPlaceholders, unfillable, type View } from './fillPlaceholders';
import { projectPath } from './projectPath';
import type { Answers, ScaffoldFile, Template, TemplateFile } from './template';

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
 * @throws AppError `scaffold.template` for a placeholder that nobody asks for, or files that can't be beside each other; `scaffold.path`
 */
export function renderTemplate({ name, manifest, files }: Template, answers: Answers): RenderedProject {
  const view = viewOf(manifest.questions, answers);
  const wanted = files.filter(({ when }) => when.every((condition) => holds(condition, answers)));
  // What comes later in a template replaces what came before.
  const byPath = new Map(
    wanted.map((file) => {
      const path = projectPath(fillPlaceholders(file.path, view, `${name}, a file name`));
      return [path, toFile(path, file, view)] as const;
    }),
  );
  requireNoClash([...byPath.keys()], name);
  const first = fillPlaceholders(manifest.first, view, `${name}, first`);
  if (!byPath.has(first)) throw unfillable(`${name}, first`, `there is no file ${first}`);
  return {
    files: [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    first,
    steps: manifest.steps
      .map((step) => fillPlaceholders(step, view, `${name}, steps`).trim())
      .filter((step) => step !== ''),
  };
}

/** Two files of one name but for its case are one file on Windows and macOS; nowhere is a path both a file and a folder. */
function requireNoClash(paths: readonly string[], name: string): void {
  const taken = new Map<string, string>();
  for (const path of paths) {
    const other = taken.get(path.toLowerCase());
    if (other !== undefined) throw unfillable(name, `${other} and ${path} differ in case only`);
    taken.set(path.toLowerCase(), path);
  }
  for (const path of paths)
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const file = taken.get(path.slice(0, end).toLowerCase());
      if (file !== undefined) throw unfillable(name, `${file} is a file, and the folder of ${path}`);
    }
}

function toFile(path: string, file: TemplateFile, view: View): ScaffoldFile {
  if (typeof file.content !== 'string') return { path, content: file.content, mode: 0o644 };
  const text = file.content.replaceAll(/\r\n?/g, '\n');
  const content = file.verbatim ? text : fillPlaceholders(text, view, file.source ?? file.path);
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
