/**
 * What a script gets on its command line for a hyperparameter: the toolkit reads the value as JSON where it is JSON, and writes it as Python
 * does. Lists and objects are given back roughly.
 */
export function scriptText(value: string): string {
  // Python's JSON has these as well.
  if (/^\s*(NaN|-?Infinity)\s*$/.test(value)) return value.trim().replace('Infinity', 'inf').replace('NaN', 'nan');
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    // Then it is the text itself.
    return value;
  }
  if (typeof parsed === 'string') return parsed;
  if (typeof parsed === 'boolean') return parsed ? 'True' : 'False';
  if (parsed === null) return '';
  if (typeof parsed === 'number') return /^\s*-?\d+\s*$/.test(value) ? value.trim() : asFloat(parsed);
  return JSON.stringify(parsed);
}

function asFloat(value: number): string {
  return Number.isInteger(value) ? `${String(value)}.0` : String(value);
}
