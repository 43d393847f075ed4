import { AppError } from '../contract/appError';
import { parseJson } from '../definitions/strictJson';
import { answerPattern } from './answers';
import type { Choice, Question, TemplateManifest, TreeSource } from './template';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a `template.json` says.
 * @param path of the file, for messages
 * @throws AppError `scaffold.template` that names what is missing or wrong
 */
export function readManifest(text: string, path: string): TemplateManifest {
  const reader = new Reader(path);
  const parsed = parseJson(text);
  if (parsed.fault) throw reader.fault(parsed.fault.message);
  const { value } = parsed;
  if (!isFields(value)) throw reader.fault('it holds no JSON object');
  const questions = reader.list(value, 'questions').map((one) => readQuestion(one, reader));
  const keys = new Set(questions.map(({ key }) => key));
  if (keys.size < questions.length) throw reader.fault('two questions have the same key');
  return {
    title: reader.text(value, 'title'),
    description: reader.text(value, 'description'),
    questions,
    trees: reader.list(value, 'trees').map((one) => readTree(one, reader, keys)),
    first: reader.text(value, 'first'),
    steps: reader.texts(value, 'steps'),
  };
}

function readQuestion(fields: Fields, reader: Reader): Question {
  const key = reader.text(fields, 'key');
  const choices =
    'choices' in fields ? reader.list(fields, 'choices').map((one) => readChoice(one, reader)) : undefined;
  const question = {
    key,
    title: reader.text(fields, 'title'),
    default: reader.text(fields, 'default'),
    ...(choices && { choices }),
    ...('pattern' in fields && { pattern: reader.text(fields, 'pattern') }),
    ...('hint' in fields && { hint: reader.text(fields, 'hint') }),
  };
  if (!/^[a-z][a-z0-9-]*$/.test(key))
    throw reader.fault(`the key "${key}" is not of small letters, digits and hyphens`);
  if (choices && !choices.some(({ value }) => value === question.default))
    throw reader.fault(`the default of "${key}" is none of its choices`);
  try {
    answerPattern(question);
  } catch (cause) {
    throw reader.fault(`the pattern of "${key}" is no regular expression`, cause);
  }
  return question;
}

function readChoice(fields: Fields, reader: Reader): Choice {
  return { value: reader.text(fields, 'value'), title: reader.text(fields, 'title') };
}

function readTree(fields: Fields, reader: Reader, keys: ReadonlySet<string>): TreeSource {
  const when = 'when' in fields ? reader.texts(fields, 'when') : [];
  const stray = when.find((condition) => !keys.has(condition.split('=')[0] ?? '') || !condition.includes('='));
  if (stray !== undefined) throw reader.fault(`no question decides the condition "${stray}"`);
  return {
    from: reader.text(fields, 'from'),
    when,
    ...('to' in fields && { to: reader.text(fields, 'to') }),
    ...('without' in fields && { without: reader.texts(fields, 'without') }),
    verbatim: fields['verbatim'] === true,
  };
}

/** Takes fields out of JSON, and says where one is not as it should be. */
class Reader {
  constructor(private readonly path: string) {}

  text(fields: Fields, name: string): string {
    const value = fields[name];
    if (typeof value === 'string' && value !== '') return value;
    throw this.fault(`"${name}" must be a text`);
  }

  texts(fields: Fields, name: string): readonly string[] {
    const value = fields[name];
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
    throw this.fault(`"${name}" must be a list of texts`);
  }

  list(fields: Fields, name: string): readonly Fields[] {
    const value = fields[name];
    if (Array.isArray(value) && value.every(isFields)) return value;
    throw this.fault(`"${name}" must be a list of objects`);
  }

  fault(what: string, cause?: unknown): AppError {
    const action = 'Correct it; docs/scaffold.md says what a template is made of.';
    return new AppError('scaffold.template', `${this.path} is no template: ${what}.`, action, { cause });
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
