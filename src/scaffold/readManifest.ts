import { matchAnswer } from './answerPattern';
import { JsonFields } from './jsonFields';
import type { Choice, Question, TemplateManifest, TreeSource } from './template';

const manifestFields = ['title', 'description', 'questions', 'trees', 'first', 'steps'];
const questionFields = ['key', 'title', 'default', 'choices', 'pattern', 'hint'];
const treeFields = ['from', 'to', 'when', 'without', 'verbatim'];

/**
 * What a `template.json` says.
 * @param path of the file, for messages
 * @throws AppError `scaffold.template` that says what is missing or wrong, and where
 */
export function readManifest(text: string, path: string): TemplateManifest {
  const fields = JsonFields.of(text, path, manifestFields);
  const questions = fields.objects('questions', questionFields).map(readQuestion);
  if (hasTwins(questions.map(({ key }) => key))) throw fields.fault('two questions have the same key', 'questions');
  return {
    title: fields.text('title'),
    description: fields.text('description'),
    questions,
    trees: fields.objects('trees', treeFields).map((one) => readTree(one, questions)),
    first: fields.text('first'),
    steps: fields.texts('steps'),
  };
}

function readQuestion(fields: JsonFields): Question {
  const question = {
    key: fields.text('key'),
    title: fields.text('title'),
    default: fields.textOrEmpty('default'),
    ...(fields.has('choices') && { choices: readChoices(fields) }),
    ...(fields.has('pattern') && { pattern: fields.text('pattern') }),
    ...(fields.has('hint') && { hint: fields.text('hint') }),
  };
  if (!/^[a-z][a-z0-9-]*$/.test(question.key))
    throw fields.fault(`the key "${question.key}" is not of small letters, digits and hyphens`, 'key');
  requireDefault(question, fields);
  return question;
}

function readChoices(fields: JsonFields): readonly Choice[] {
  const known = ['value', 'title'];
  const choices = fields
    .objects('choices', known)
    .map((one) => ({ value: one.text('value'), title: one.text('title') }));
  if (hasTwins(choices.map(({ value }) => value))) throw fields.fault('two choices have the same value', 'choices');
  if (fields.has('pattern')) throw fields.fault('a question with choices needs no pattern', 'pattern');
  return choices;
}

/** What nobody answers has to be an answer, too. */
function requireDefault({ key, pattern, choices, default: usual }: Question, fields: JsonFields): void {
  if (choices) {
    if (!choices.some(({ value }) => value === usual))
      throw fields.fault(`the default of "${key}" is none of its choices`, 'default');
    return;
  }
  try {
    if (matchAnswer(pattern, usual) === 'yes') return;
  } catch (cause) {
    throw fields.fault(`the pattern of "${key}" is no regular expression`, 'pattern', cause);
  }
  throw fields.fault(`the default of "${key}" does not match its pattern`, 'default');
}

function readTree(fields: JsonFields, questions: readonly Question[]): TreeSource {
  const when = fields.has('when') ? fields.texts('when') : [];
  const stray = when.find((condition) => !canHold(condition, questions));
  if (stray !== undefined) throw fields.fault(`no question decides the condition "${stray}"`, 'when');
  return {
    from: fields.text('from'),
    when,
    ...(fields.has('to') && { to: fields.text('to') }),
    ...(fields.has('without') && { without: fields.texts('without') }),
    verbatim: fields.flag('verbatim'),
  };
}

/** Whether some answer makes it hold: `key=value` or `key=value|value`. */
function canHold(condition: string, questions: readonly Question[]): boolean {
  const [key, values] = condition.split('=');
  const question = questions.find((one) => one.key === key);
  if (!question || values === undefined) return false;
  const { choices } = question;
  return !choices || values.split('|').every((value) => choices.some((choice) => choice.value === value));
}

function hasTwins(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length;
}
