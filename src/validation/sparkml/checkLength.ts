import { replace, type Finding } from './finding';

/** What an operation of the API takes as the value of a variable. */
export interface LengthLimit {
  readonly operation: 'CreateModel' | 'CreateTransformJob';
  /** Characters. */
  readonly most: number;
  /** The text is a file that is put into a request later: blanks may still go. */
  readonly isFixture?: true;
}

export const createModelLimit: LengthLimit = { operation: 'CreateModel', most: 1024 };
export const createTransformJobLimit: LengthLimit = { operation: 'CreateTransformJob', most: 10_240 };
export const fixtureLimit: LengthLimit = { ...createModelLimit, isFixture: true };

/** M05 */
export function checkLength(text: string, { operation, most, isFixture }: LengthLimit): readonly Finding[] {
  const value = isFixture ? text.trim() : text;
  if (value.length <= most) return [];
  const short = minified(text);
  const fits = short !== undefined && short.length <= most;
  const start = text.search(/\S/);
  const whole = { from: 0, to: text.length };
  return [
    {
      from: Math.max(start, 0),
      to: Math.max(start, 0) + 1,
      code: 'M05',
      ...(isFixture && fits && { severity: 'warning' as const }),
      message: `The schema has ${value.length} characters; ${operation} takes at most ${most} as the value of a variable.`,
      action: fits ? 'Leave the blanks out.' : 'Send the schema with each request instead.',
      ...(fits && { repairs: [replace(whole, short, 'Leave the blanks out')] }),
    },
  ];
}

function minified(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    // What is no JSON is told by other rules.
    return undefined;
  }
}
