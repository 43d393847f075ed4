import { isObject, type JsonObject } from '../jsonInput';

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
/** Members that a user fills: a text in them is no time of ours, whatever it looks like. */
const free: ReadonlySet<string> = new Set(['HyperParameters', 'Environment', 'Tags']);

/** A time as JSON protocols write it: seconds since the Unix epoch. */
export function epoch(milliseconds: number): number {
  return milliseconds / 1000;
}

/** A Describe response with the times in it as JSON protocols write them. */
export function withEpochTimes(describe: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(describe).map(([member, value]) => [member, free.has(member) ? value : converted(member, value)]),
  );
}

function converted(member: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => converted(member, item));
  if (isObject(value)) return withEpochTimes(value);
  const isTime = typeof value === 'string' && /Time(stamp)?$/.test(member) && isoTime.test(value);
  return isTime ? epoch(Date.parse(value)) : value;
}
