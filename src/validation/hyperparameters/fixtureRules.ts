import type { JsonPath, Problem } from '../problem';
import { isReserved } from './builtinAlgorithms';

const mostEntries = 100;
const longestKey = 256;
const longestValue = 2500;

/** H03 to H11: what hyperparameters.json in a container can't be like, since the platform writes it from a map of strings. */
export function checkFixture(values: Readonly<Record<string, unknown>>): readonly Problem[] {
  const entries = Object.entries(values);
  const isScriptMode = entries.some(([name]) => name === 'sagemaker_program' || name === 'sagemaker_submit_directory');
  return [
    ...tooMany(entries.length),
    ...entries.flatMap(([name, value]) => [
      ...checkKey(name),
      ...(typeof value === 'string' ? checkText(name, value, isScriptMode) : [checkOther(name, value)]),
    ]),
  ];
}

function tooMany(count: number): readonly Problem[] {
  if (count <= mostEntries) return [];
  const message = `The file has ${String(count)} hyperparameters; a job takes at most ${String(mostEntries)}.`;
  return [{ code: 'H06', path: [], message, action: 'Remove some.' }];
}

function checkKey(name: string): readonly Problem[] {
  const place = { path: [name] as JsonPath, at: 'key' } as const;
  const length = Array.from(name).length;
  if (length > longestKey) {
    const message = `The name is ${String(length)} characters long; at most ${String(longestKey)} are allowed.`;
    return [{ code: 'H07', ...place, message, action: 'Make it shorter.' }];
  }
  if (hasLineBreak(name)) {
    return [{ code: 'H08', ...place, message: 'The name has a line break.', action: 'Remove the line break.' }];
  }
  if (!isReserved(name)) return [];
  const message = `${name} is taken by the toolkit in the container; the training script never sees it.`;
  return [{ code: 'H10', severity: 'info', ...place, message, action: 'Use another name for a value of your own.' }];
}

/** H03 to H05: the platform delivers strings only. */
function checkOther(name: string, value: unknown): Problem {
  const path = [name];
  if (value === null) {
    const message = `${name} is null, which is never delivered.`;
    return { code: 'H05', path, message, action: 'Remove it, or write a string.' };
  }
  const text = JSON.stringify(value);
  const code = typeof value === 'object' ? 'H04' : 'H03';
  const kind = Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : text;
  const replacement = JSON.stringify(text);
  const message = `${name} is ${kind}, but SageMaker delivers strings.`;
  return { code, severity: 'warning', path, message, action: `Write ${replacement}.`, replacement };
}

function checkText(name: string, value: string, isScriptMode: boolean): readonly Problem[] {
  const path = [name];
  const length = Array.from(value).length;
  if (length > longestValue) {
    const message = `${name} is ${String(length)} characters long; at most ${String(longestValue)} are allowed.`;
    return [{ code: 'H07', path, message, action: 'Make it shorter.' }];
  }
  if (hasLineBreak(value)) {
    return [{ code: 'H08', path, message: `${name} has a line break.`, action: 'Remove the line break.' }];
  }
  const other = isScriptMode && !isReserved(name) ? readAs(value) : undefined;
  if (other === undefined) return [];
  const message = `${name} is the text ${JSON.stringify(value)}; a script gets it as ${other}.`;
  const action = `Write ${JSON.stringify(JSON.stringify(value))} if text is meant.`;
  return [{ code: 'H11', severity: 'info', path, message, action }];
}

/** What the toolkit makes of a text that means something else in JSON or Python; plain numbers are no surprise. */
function readAs(value: string): string | undefined {
  if (value === 'null') return 'an empty text';
  if (value === 'True' || value === 'False') return `the word ${value}, which is no JSON`;
  if (/^-?\d+\.0+$/.test(value)) return `the number ${value}`;
  return value === 'NaN' || /^-?Infinity$/.test(value) ? `the number ${value}` : undefined;
}

function hasLineBreak(text: string): boolean {
  return /[\r\n\u2028\u2029\u0085]/.test(text);
}
