import { createContext, Script, type Context } from 'node:vm';
import { metricPattern } from '../../contract/metricPattern';

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
/** Milliseconds where the machine had others to serve: an expression is not slow because it had to wait. */
const longestOnBusyMachine = 500;
const nothing: Matches = { values: [], isTooSlow: false };

const search = new Script(`(() => {
  const pattern = new RegExp(source, flags);
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
  const before = process.cpuUsage();
  const found = matchWithin(expression, text, longest);
  if (found) return found;
  const { user, system } = process.cpuUsage(before);
  const hadToWait = (user + system) / 1_000 < longest;
  const second = hadToWait ? matchWithin(expression, text, longestOnBusyMachine) : undefined;
  if (second) return second;
  if (slow.size > 100) slow.clear();
  slow.add(key);
  return { ...nothing, isTooSlow: true };
}

/** Undefined where the time was not enough. */
function matchWithin(expression: string, lines: string, timeout: number): Matches | undefined {
  try {
    sandbox ??= createContext({ source: '', flags: '', lines: '' });
    Object.assign(sandbox, { ...metricPattern(expression), lines });
    const found = JSON.parse(String(search.runInContext(sandbox, { timeout }))) as Omit<Matches, 'isTooSlow'>;
    return { ...found, isTooSlow: false };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? undefined : nothing;
  }
}
