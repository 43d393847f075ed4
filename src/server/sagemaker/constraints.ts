import { parseFileReference } from '../../definitions/fileReference';
import type { JsonSchema, RequestSchema } from '../../validation/jsonSchema';
import { isObject, memberPath } from '../jsonInput';
import { invalid, ServiceError } from '../serviceError';

/** A value that breaks one of the service's limits. */
interface Violation {
  /** As the service writes it: `inputDataConfig.1.member.channelName`. */
  readonly path: string;
  readonly value: string;
  readonly constraint: string;
}

/**
 * Compare a request with the service's own limits, and say what breaks them in the service's words.
 * @param required members that the operation needs; our schemas don't say, since a local run needs fewer
 * @throws ServiceError `ValidationException`, or `SerializationException` for a value of another type
 */
export function checkConstraints(schema: RequestSchema, request: unknown, required: readonly string[]): void {
  const absent = required
    .filter((member) => !isObject(request) || (request[member] ?? undefined) === undefined)
    .map((member) => ({ path: memberPath(member), value: 'null', constraint: 'Member must not be null' }));
  const found = [...absent, ...violations({ schema, root: schema, path: '' }, request)];
  if (found.length === 0) return;
  const texts = found.map(
    ({ path, value, constraint }) => `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`,
  );
  const count = found.length === 1 ? '1 validation error' : `${String(found.length)} validation errors`;
  throw invalid(`${count} detected: ${texts.join('; ')}`);
}

interface Place {
  readonly schema: JsonSchema;
  readonly root: RequestSchema;
  readonly path: string;
}

function violations(place: Place, value: unknown): readonly Violation[] {
  const schema = resolved(place);
  if (value === null || value === undefined) return [];
  checkType(place.path, schema, value);
  if (place.schema.anyOf && typeof value === 'string' && parseFileReference(value)) {
    return [{ path: place.path, value: `'${value}'`, constraint: 'Member must not be a file of this machine' }];
  }
  if (typeof value === 'string') return textViolations(place.path, schema, value);
  if (typeof value === 'number') return numberViolations(place.path, schema, value);
  if (Array.isArray(value)) return listViolations({ ...place, schema }, value);
  return isObject(value) ? objectViolations({ ...place, schema }, value) : [];
}

/** A file of this machine is nothing that a client of AWS could name: only what the API itself takes counts. */
function resolved({ schema, root }: Place): JsonSchema {
  const taken = schema.anyOf?.[1] ?? schema;
  const name = taken.$ref?.replace('#/definitions/', '');
  return (name === undefined ? undefined : root.definitions[name]) ?? taken;
}

function checkType(path: string, { type }: JsonSchema, value: unknown): void {
  const types = type === undefined ? [] : typeof type === 'string' ? [type] : type;
  const is: Readonly<Record<string, boolean>> = {
    string: typeof value === 'string',
    number: typeof value === 'number',
    integer: Number.isInteger(value),
    boolean: typeof value === 'boolean',
    array: Array.isArray(value),
    object: isObject(value),
  };
  if (types.length === 0 || types.some((one) => is[one] === true)) return;
  throw new ServiceError('SerializationException', `${path} must be of type ${types.join(' or ')}.`);
}

function textViolations(path: string, schema: JsonSchema, value: string): readonly Violation[] {
  const constraints: string[] = [];
  const length = Array.from(value).length;
  if (schema.enum && !schema.enum.includes(value))
    constraints.push(`Member must satisfy enum value set: [${schema.enum.join(', ')}]`);
  if (schema.maxLength !== undefined && length > schema.maxLength)
    constraints.push(lengthLimit('less', schema.maxLength));
  if (schema.minLength !== undefined && length < schema.minLength)
    constraints.push(lengthLimit('greater', schema.minLength));
  const pattern = schema.pattern;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) constraints.push(patternLimit(pattern));
  return constraints.map((constraint) => ({ path, value: `'${value}'`, constraint }));
}

function lengthLimit(side: 'less' | 'greater', limit: number): string {
  return `Member must have length ${side} than or equal to ${String(limit)}`;
}

/** Our schemas wrap a pattern, to match the whole value. */
function patternLimit(pattern: string): string {
  return `Member must satisfy regular expression pattern: ${/^\^\(\?:([\s\S]*)\)\$$/.exec(pattern)?.[1] ?? pattern}`;
}

function numberViolations(path: string, { minimum, maximum }: JsonSchema, value: number): readonly Violation[] {
  const limit = (side: string, bound: number) => `Member must have value ${side} than or equal to ${String(bound)}`;
  const constraints = [
    ...(maximum !== undefined && value > maximum ? [limit('less', maximum)] : []),
    ...(minimum !== undefined && value < minimum ? [limit('greater', minimum)] : []),
  ];
  return constraints.map((constraint) => ({ path, value: `'${String(value)}'`, constraint }));
}

function listViolations(place: Place, value: readonly unknown[]): readonly Violation[] {
  const { minItems = 0, maxItems = Infinity, items } = place.schema;
  const side = value.length > maxItems ? lengthLimit('less', maxItems) : lengthLimit('greater', minItems);
  const isOutside = value.length > maxItems || value.length < minItems;
  const own = isOutside ? [{ path: place.path, value: `'${JSON.stringify(value)}'`, constraint: side }] : [];
  const inner = items
    ? value.flatMap((item, index) =>
        violations({ ...place, schema: items, path: `${place.path}.${String(index + 1)}.member` }, item),
      )
    : [];
  return [...own, ...inner];
}

function objectViolations(place: Place, value: Readonly<Record<string, unknown>>): readonly Violation[] {
  const { properties, propertyNames, additionalProperties, maxProperties = Infinity } = place.schema;
  if (!additionalProperties) return memberViolations(place, properties ?? {}, value);
  const whole = `'${JSON.stringify(value)}'`;
  const own = (constraint: string) => ({ path: place.path, value: whole, constraint });
  const size = Object.keys(value).length > maxProperties ? [own(lengthLimit('less', maxProperties))] : [];
  const keys = Object.keys(value).flatMap((key) => violations({ ...place, schema: propertyNames ?? {} }, key));
  const values = Object.values(value).flatMap((item) => violations({ ...place, schema: additionalProperties }, item));
  const [key] = keys;
  const [item] = values;
  return [
    ...size,
    ...(key ? [own(`Map keys must satisfy constraint: [${key.constraint}]`)] : []),
    ...(item ? [own(`Map value must satisfy constraint: [${item.constraint}]`)] : []),
  ];
}

/** Members that the service doesn't know are ignored by it. */
function memberViolations(
  place: Place,
  properties: Readonly<Record<string, JsonSchema>>,
  value: Readonly<Record<string, unknown>>,
): readonly Violation[] {
  const path = (member: string) => (place.path === '' ? '' : `${place.path}.`) + memberPath(member);
  const required = place.path === '' ? [] : (place.schema.required ?? []);
  const absent = required
    .filter((member) => (value[member] ?? undefined) === undefined)
    .map((member) => ({ path: path(member), value: 'null', constraint: 'Member must not be null' }));
  const inner = Object.entries(value).flatMap(([member, item]) => {
    const schema = Object.hasOwn(properties, member) ? properties[member] : undefined;
    return schema ? violations({ ...place, schema, path: path(member) }, item) : [];
  });
  return [...absent, ...inner];
}
