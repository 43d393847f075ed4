import { invalid, ServiceError } from './serviceError';

/** The members of a request that came as JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** An operation of a service that speaks JSON: from the members of the request to those of the answer. @throws ServiceError */
export type JsonOperation = (input: JsonObject) => Promise<JsonObject>;

/** The operations of a service by their names. */
export type JsonOperations = Readonly<Record<string, JsonOperation>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is a text; undefined where it is absent. @throws ServiceError `SerializationException` */
export function textOf(input: JsonObject, member: string): string | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw new ServiceError('SerializationException', `${member} must be a string.`);
}

/** A member that must be there. @throws ServiceError `ValidationException` */
export function requiredText(input: JsonObject, member: string): string {
  const value = textOf(input, member);
  if (value !== undefined) return value;
  throw invalid(
    `1 validation error detected: Value null at '${memberPath(member)}' failed to satisfy constraint: Member must not be null`,
  );
}

/** A member that is a whole number between limits; undefined where it is absent. @throws ServiceError `ValidationException` */
export function countOf(input: JsonObject, member: string, least: number, most: number): number | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new ServiceError('SerializationException', `${member} must be a whole number.`);
  }
  if (value >= least && value <= most) return value;
  const [limit, bound] = value < least ? ['greater', least] : ['less', most];
  throw invalid(
    `1 validation error detected: Value '${String(value)}' at '${memberPath(member)}' failed to satisfy constraint: Member must have value ${limit} than or equal to ${String(bound)}`,
  );
}

/** A time, which JSON protocols write as seconds since the Unix epoch: in milliseconds. */
export function timeOf(input: JsonObject, member: string): number | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined) return undefined;
  const time = typeof value === 'number' ? value * 1000 : Date.parse(typeof value === 'string' ? value : '');
  if (!Number.isNaN(time)) return time;
  throw new ServiceError('SerializationException', `${member} must be a time in seconds since the epoch.`);
}

/** A member as the service names it in its messages. */
export function memberPath(member: string): string {
  return member.charAt(0).toLowerCase() + member.slice(1);
}
