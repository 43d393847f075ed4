/**
 * The same hyperparameters as the other kind of submitter writes them (T16): text in JSON's quotes, or without them. Numbers and
 * true and false look the same from both.
 * @returns undefined where no value is text
 */
export function otherEncoding(
  values: Readonly<Record<string, string>>,
): { readonly how: string; readonly values: Readonly<Record<string, string>> } | undefined {
  const texts = Object.entries(values).filter(([, value]) => isText(value));
  const [first] = texts;
  if (!first) return undefined;
  const isQuoted = first[1].startsWith('"');
  const turned = texts.map(([name, value]) => [name, turn(value, isQuoted)] as const);
  const example = turned.find(([name]) => name === first[0])?.[1] ?? '';
  const how = `${isQuoted ? 'without quotes' : 'in quotes of JSON'}, as ${first[0]} = ${example}`;
  return { how, values: { ...values, ...Object.fromEntries(turned) } };
}

/**
 * The same hyperparameters as they were meant: numbers as numbers, true and false as such. No submitter writes them so (T15).
 * @returns undefined where all of them are text anyhow
 */
export function typedValues(values: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> | undefined {
  const typed = Object.entries(values).map(([name, value]) => [name, isText(value) ? value : parse(value)] as const);
  return typed.some(([, value]) => typeof value !== 'string') ? Object.fromEntries(typed) : undefined;
}

/** Text to a submitter: nothing that is JSON itself, but for a string. */
function isText(value: string): boolean {
  const parsed = parse(value);
  return parsed === undefined || typeof parsed === 'string';
}

function turn(value: string, unquote: boolean): string {
  if (!unquote) return value.startsWith('"') ? value : JSON.stringify(value);
  const parsed = parse(value);
  return typeof parsed === 'string' ? parsed : value;
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    // Not JSON: text as it stands.
    return undefined;
  }
}
