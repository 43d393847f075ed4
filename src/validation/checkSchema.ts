import type { DefinitionKind } from '../definitions/definitionKinds';
import { parseFileReference } from '../definitions/fileReference';
import { fieldRule, ownRule, requiredRule } from './fieldRules';
import type { JsonSchema, RequestSchema } from './jsonSchema';
import { checkList, checkNumber, checkText, checkType, type Checked } from './checkValue';
import { nearestName } from './nearestName';
import { listed, pathText, type JsonPath, type Problem } from './problem';

/** A `file://` value in a place that takes one. */
export interface FoundReference {
  readonly path: JsonPath;
  readonly value: string;
}

export interface SchemaReport {
  readonly problems: readonly Problem[];
  readonly references: readonly FoundReference[];
}

/** Compares a request with the schema of its kind. Each wrong value is told once. */
export function checkSchema(kind: DefinitionKind, schema: RequestSchema, request: unknown): SchemaReport {
  const references: FoundReference[] = [];

  function check(given: JsonSchema, value: unknown, path: JsonPath): readonly Problem[] {
    const takesFile = given.anyOf !== undefined;
    const wanted = resolve(given.anyOf?.[1] ?? given, schema);
    if (takesFile && typeof value === 'string' && parseFileReference(value)) {
      references.push({ path, value });
      return [];
    }
    const checked: Checked = {
      schema: wanted,
      path,
      rule: fieldRule(kind, path),
      ownRule: ownRule(kind, path.at(-1)),
      takesFile,
    };
    const wrongType = checkType(checked, value);
    if (wrongType) return [wrongType];
    if (typeof value === 'string') return checkText(checked, value);
    if (typeof value === 'number') return checkNumber(checked, value);
    if (Array.isArray(value)) {
      const { items } = wanted;
      return [
        ...checkList(checked, value),
        ...(items ? value.flatMap((item, index) => check(items, item, [...path, index])) : []),
      ];
    }
    return isRecord(value) ? checkObject(checked, value) : [];
  }

  function checkObject(checked: Checked, value: Readonly<Record<string, unknown>>): readonly Problem[] {
    const { schema: wanted, path } = checked;
    const fields = Object.entries(value).flatMap(([name, inner]) => {
      const known = Object.hasOwn(wanted.properties ?? {}, name) ? wanted.properties?.[name] : undefined;
      if (known) return check(known, inner, [...path, name]);
      if (!wanted.additionalProperties) return [unknownField(wanted, [...path, name], Object.keys(value))];
      return [...checkKey(checked, name), ...check(wanted.additionalProperties, inner, [...path, name])];
    });
    return [...tooMany(checked, value), ...missing(kind, checked, value), ...fields];
  }

  return { problems: check(schema, request, []), references };
}

function resolve(schema: JsonSchema, root: RequestSchema): JsonSchema {
  const name = schema.$ref?.replace('#/definitions/', '');
  return (name === undefined ? undefined : root.definitions[name]) ?? schema;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function checkKey(checked: Checked, name: string): readonly Problem[] {
  if (!checked.schema.propertyNames) return [];
  const key: Checked = {
    ...checked,
    schema: checked.schema.propertyNames,
    path: [...checked.path, name],
    takesFile: false,
  };
  return checkText(key, name).map((problem) => ({ ...problem, at: 'key', message: `Name ${problem.message}` }));
}

function unknownField(schema: JsonSchema, path: JsonPath, present: readonly string[]): Problem {
  const names = Object.keys(schema.properties ?? {});
  const guess = nearestName(
    String(path.at(-1)),
    names.filter((name) => !present.includes(name)),
  );
  const place = path.length === 1 ? 'The request' : pathText(path.slice(0, -1));
  return {
    code: 'field.unknown',
    path,
    at: 'key',
    message:
      `${place} has no field ${JSON.stringify(path.at(-1))}${guess === undefined ? '' : `; did you mean ${guess}?`}`.replace(
        /([^?])$/,
        '$1.',
      ),
    action:
      guess === undefined ? `Remove it. Fields here are ${listed(names)}.` : `Rename it to ${guess}, or remove it.`,
    ...(guess !== undefined && { replacement: JSON.stringify(guess) }),
  };
}

function missing(
  kind: DefinitionKind,
  { schema, path }: Checked,
  value: Readonly<Record<string, unknown>>,
): readonly Problem[] {
  return (schema.required ?? [])
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => ({
      code: requiredRule(kind, path, name) ?? 'field.required',
      path,
      message: `${pathText([...path, name])} is missing.`,
      action: `Add ${name}.`,
    }));
}

function tooMany({ schema, path, rule }: Checked, value: Readonly<Record<string, unknown>>): readonly Problem[] {
  const count = Object.keys(value).length;
  const most = schema.maxProperties;
  if (most === undefined || count <= most) return [];
  const message = `${pathText(path)} has ${String(count)} entries; at most ${String(most)} are allowed.`;
  return [{ code: rule ?? 'field.limit', path, message, action: 'Remove some.' }];
}
