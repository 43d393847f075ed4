/** Where something stands in requests of a kind: names of fields, and `*` for each item of a list. */
export type Place = readonly string[];

export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one for anything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The objects in a list; none for anything else. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** A copy with each value at a place changed. What the place leads through is not made: only its last field may be absent. */
export function changeAt(value: unknown, [step, ...rest]: Place, change: (old: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (step === '*') return Array.isArray(value) ? value.map((item: unknown) => changeAt(item, rest, change)) : value;
  if (typeof value !== 'object' || value === null || (rest.length > 0 && fieldsOf(value)[step] === undefined))
    return value;
  const next = changeAt(fieldsOf(value)[step], rest, change);
  return next === undefined ? value : { ...value, [step]: next };
}

/** The values at a place, of what leads there; `undefined` for a last field that is absent. */
export function valuesAt(value: unknown, place: Place): readonly unknown[] {
  const found: unknown[] = [];
  changeAt(value, place, (old) => found.push(old));
  return found;
}
