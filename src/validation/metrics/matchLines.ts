import { createContext, Script, type Context } from 'node:vm';

/** What an expression found in lines. */
export interface Matches {
  /** Values of the first group that are numbers, in the order of the lines. */
  readonly values: readonly number[];
  /** The line of the last value. */
  readonly line?: string;
  /** It was given up: some expressions need longer than anybody would wait. */
  readonly isTooSlow: boolean;
}

/** Milliseconds for one expression over all lines. */
const longest = 50;
const nothing: Matches = { values: [], isTooSlow: false };

const search = new Script(`(() => {
  const pattern = new RegExp(expression);
  const values = [];
  let last = '';
  for (const line of lines.split('\\n')) {
    const text = pattern.exec(line)?.[1];
    const value = text === undefined || text.trim() === '' ? NaN : Number(text);
    if (Number.isFinite(value)) { values.push(value); last = line; }
  }
  return JSON.stringify({ values, line: last });
})()`);

let sandbox: Context | undefined;
/** Expressions that were given up, with the text: they are not tried again at each keystroke. */
const slow = new Set<string>();

/**
 * Looks for a metric in lines, as the platform does: the first group must hold a number. JavaScript can't leave an expression that backtracks
 * without end, so it runs where a time limit holds.
 */
export function matchLines(expression: string, lines: readonly string[]): Matches {
  const text = lines.join('\n');
  const key = `${String(text.length)} ${expression}`;
  if (slow.has(key)) return { ...nothing, isTooSlow: true };
  try {
    sandbox ??= createContext({ expression: '', lines: '' });
    Object.assign(sandbox, { expression, lines: text });
    const found = JSON.parse(String(search.runInContext(sandbox, { timeout: longest }))) as Omit<Matches, 'isTooSlow'>;
    return { ...found, isTooSlow: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') return nothing;
    if (slow.size > 100) slow.clear();
    slow.add(key);
    return { ...nothing, isTooSlow: true };
  }
}
