import { jobNameFrom } from '../contract/jobName';
import { ruleForm } from './fieldRules';
import type { JsonSchema } from './jsonSchema';
import { nearestName } from './nearestName';
import { listed, pathText, type JsonPath, type Problem } from './problem';

/** A value's schema and place. */
export interface Checked {
  readonly schema: JsonSchema;
  readonly path: JsonPath;
  /** Rule of the contract that limits it, if one does. */
  readonly rule: string | undefined;
  /** The rule of the field itself, not of what it is a part of. */
  readonly ownRule: string | undefined;
  /** Whether a `file://` reference would do as well. */
  readonly takesFile: boolean;
}

/** The problem of a value that is of another type than the API takes. */
export function checkType({ schema, path, takesFile }: Checked, value: unknown): Problem | undefined {
  const wanted = schema.type === undefined ? [] : [schema.type].flat();
  if (wanted.length === 0 || wanted.some((type) => isOfType(value, type))) return undefined;
  const replacement = asType(value, wanted[0]);
  const file = takesFile ? ' It may be a file:// reference.' : '';
  return {
    code: 'field.type',
    path,
    message: `${pathText(path)} must be ${withArticle(wanted[0] ?? '')}, not ${describe(value)}.`,
    action: replacement === undefined ? `Write ${example(wanted[0] ?? '')}.${file}` : `Write ${replacement}.${file}`,
    ...(replacement !== undefined && { replacement }),
  };
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

/** JSON text of a simple value turned into another type, where that is beyond doubt. */
function asType(value: unknown, type: string | undefined): string | undefined {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return JSON.stringify(String(value));
  if (typeof value !== 'string') return undefined;
  if (type === 'boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase();
  if (type === 'integer' && /^-?(0|[1-9]\d{0,14})$/.test(value)) return value;
  if (type === 'number' && /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(value)) return value;
  return undefined;
}

const articles: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function withArticle(type: string): string {
  return articles[type] ?? type;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return withArticle(typeof value);
}

const examples: Readonly<Record<string, string>> = {
  string: '"text"',
  integer: '1',
  number: '1.5',
  boolean: 'true',
  array: '[ … ]',
  object: '{ … }',
};

function example(type: string): string {
  return examples[type] ?? type;
}

/** What is wrong with a text: not one of the allowed values, or its length, or its form. */
export function checkText(checked: Checked, value: string): readonly Problem[] {
  const { schema, path, rule } = checked;
  if (schema.enum) return schema.enum.includes(value) ? [] : [notAllowed(schema.enum, value, checked)];
  const length = Array.from(value).length;
  const least = schema.minLength ?? 0;
  const most = schema.maxLength ?? Infinity;
  const code = rule ?? 'field.limit';
  if (length < least) {
    const message =
      length === 0 ? `${pathText(path)} is empty.` : `${pathText(path)} is shorter than ${String(least)} characters.`;
    const action = least === 1 ? 'Write at least 1 character.' : `Write at least ${String(least)} characters.`;
    return [{ code, path, message, action }];
  }
  if (length > most) {
    const message = `${pathText(path)} is ${String(length)} characters long; at most ${String(most)} are allowed.`;
    return [{ code, path, message, action: 'Make it shorter.' }];
  }
  if (schema.pattern !== undefined && !matches(schema.pattern, value)) return [wrongForm(checked, value)];
  return schema.examples === undefined || schema.examples.includes(value)
    ? []
    : [unknownValue(schema.examples, value, checked)];
}

/** Only a warning: a list that grows with AWS may be older than the value (L23). */
function unknownValue(known: readonly string[], value: string, checked: Checked): Problem {
  const problem = notAllowed(known, value, checked);
  const message = `${pathText(checked.path)} is ${JSON.stringify(value)}, which is not known here${didYouMean(nearestName(value, known))}`;
  return {
    ...problem,
    code: 'L23',
    severity: 'warning',
    message,
    action: 'Correct it, or go on if it is newer than this program.',
  };
}

function didYouMean(guess: string | undefined): string {
  return guess === undefined ? '.' : `; did you mean ${JSON.stringify(guess)}?`;
}

function notAllowed(allowed: readonly string[], value: string, { path, ownRule }: Checked): Problem {
  const guess = nearestName(value, allowed);
  return {
    code: ownRule ?? 'field.value',
    path,
    message: `${pathText(path)} can't be ${JSON.stringify(value)}${didYouMean(guess)}`,
    action: `Write one of ${listed(allowed.map((name) => JSON.stringify(name)))}.`,
    ...(guess !== undefined && { replacement: JSON.stringify(guess) }),
  };
}

function wrongForm({ schema, path, rule, takesFile }: Checked, value: string): Problem {
  const { form, action } = ruleForm(rule) ?? {};
  const isName = rule === 'L1' || rule === 'L2' || rule === 'L3';
  const guess = isName ? jobNameFrom(value).slice(0, schema.maxLength) : undefined;
  const advice = action ?? (guess === undefined ? 'Correct it.' : `Write for example ${JSON.stringify(guess)}.`);
  return {
    code: rule ?? 'field.pattern',
    path,
    message: `${pathText(path)} is ${JSON.stringify(cut(value))}; it must be ${form ?? `of the form ${schema.pattern ?? ''}`}.`,
    action: takesFile && action === undefined ? `${advice} It may also be a file:// reference.` : advice,
    ...(guess !== undefined && { replacement: JSON.stringify(guess) }),
  };
}

const shown = 80;

function cut(value: string): string {
  return value.length <= shown ? value : `${value.slice(0, shown)}…`;
}

const compiled = new Map<string, RegExp>();

function matches(pattern: string, value: string): boolean {
  const known = compiled.get(pattern) ?? new RegExp(pattern, 'u');
  compiled.set(pattern, known);
  return known.test(value);
}

/** What is wrong with a number. */
export function checkNumber({ schema, path, rule }: Checked, value: number): readonly Problem[] {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  if (value >= minimum && value <= maximum) return [];
  const limit = value < minimum ? `at least ${String(minimum)}` : `at most ${String(maximum)}`;
  const message = `${pathText(path)} is ${String(value)}; it must be ${limit}.`;
  const replacement = String(value < minimum ? minimum : maximum);
  return [
    {
      code: rule ?? 'field.limit',
      path,
      message,
      action: `Write ${replacement}, or something inside the limits.`,
      replacement,
    },
  ];
}

/** What is wrong with the length of a list. */
export function checkList({ schema, path, rule }: Checked, value: readonly unknown[]): readonly Problem[] {
  const { minItems = 0, maxItems = Infinity } = schema;
  if (value.length >= minItems && value.length <= maxItems) return [];
  const [limit, action] =
    value.length < minItems
      ? [`at least ${String(minItems)}`, 'Add some, or leave the field out.']
      : [`at most ${String(maxItems)}`, 'Remove some.'];
  const message = `${pathText(path)} has ${String(value.length)} items; it must have ${limit}.`;
  return [{ code: rule ?? 'field.limit', path, message, action }];
}
