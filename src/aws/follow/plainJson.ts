/** An answer as JSON has it: times are ISO 8601 text, as in the answers of the local platform. */
export type Plain = Readonly<Record<string, unknown>>;

/** An answer of a client without what the client says of itself. */
export function plainJson(answer: object): Plain {
  const { $metadata: _ours, ...own } = answer as { readonly $metadata?: unknown };
  return JSON.parse(JSON.stringify(own)) as Plain;
}

/** A member that is text. */
export function textIn(answer: Plain, member: string): string | undefined {
  const value = answer[member];
  return typeof value === 'string' ? value : undefined;
}

/** A member that is a time: milliseconds since the Unix epoch. */
export function timeIn(answer: Plain, member: string): number | undefined {
  const at = Date.parse(textIn(answer, member) ?? '');
  return Number.isNaN(at) ? undefined : at;
}

/** A member that is a number. */
export function numberIn(answer: Plain, member: string): number | undefined {
  const value = answer[member];
  return typeof value === 'number' ? value : undefined;
}

/** A member that is an object; an empty one where there is none. */
export function objectIn(answer: Plain, member: string): Plain {
  const value = answer[member];
  return typeof value === 'object' && value !== null ? (value as Plain) : {};
}

/** A member that is a list of objects; an empty one where there is none. */
export function listIn(answer: Plain, member: string): readonly Plain[] {
  const value = answer[member];
  return Array.isArray(value) ? (value as readonly Plain[]) : [];
}
