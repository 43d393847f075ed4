import { replace, type Finding } from './finding';

/** What is wrong with a text as a whole, before it is read as JSON: P01, P06, P07, P08, P13. */
export interface WholeFault {
  readonly finding: Finding;
  /** The part of the text that is worth reading on; absent where none is. */
  readonly inside?: { readonly from: number; readonly to: number };
}

const skeleton = '{"input": [{"name": "", "type": "double"}], "output": {"name": "prediction", "type": "double"}}';
const uri = /^(?:[a-z][a-z0-9+.-]*:\/\/|arn:)\S*$/i;
const path = /^(?:@?(?:\.{0,2}|~|[A-Za-z]:)[/\\][^{[\n]*|@[\w.-]+|[\w.-]+(?:[/\\][\w.-]+)*\.(?:json|txt|tpl|ya?ml))$/;
const wholePlaceholder = /^(?:\$\{[^}]*\}|\$\([^)]*\)|\$\w+|%\w+%|\{\{[^{}"]*\}\}|<[^<>{}"]+>|%\(\w+\)s|%s|\{\w+\})$/;

export function checkWhole(text: string): WholeFault | undefined {
  const value = text.trim();
  const from = text.indexOf(value);
  const span = { from, to: from + value.length };
  if (value === '') return { finding: empty(text) };
  if (uri.test(value) || path.test(value) || wholePlaceholder.test(value)) {
    const message = 'The container needs the JSON itself here; nobody follows a reference or fills in a placeholder.';
    return { finding: { ...span, code: 'P13', message, action: 'Write the JSON.' } };
  }
  return checkQuotes(text, value, from);
}

function empty(text: string): Finding {
  const span = { from: 0, to: text.length };
  return {
    ...span,
    code: 'P01',
    message: 'The schema is empty: every request is answered with 400.',
    action: 'Write an object with input and output.',
    repairs: [replace(span, skeleton, 'Insert a schema to fill in')],
  };
}

function checkQuotes(text: string, value: string, from: number): WholeFault | undefined {
  const span = { from, to: from + value.length };
  const quote = value.charAt(0);
  const isQuoted = value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote);
  const decoded = quote === '"' ? decodedText(value) : undefined;
  if (decoded !== undefined && /^\s*[[{]/.test(decoded)) {
    const message = 'This is a JSON string that contains the schema: it was encoded twice.';
    const repairs = [replace(span, decoded, 'Decode it once')];
    return { finding: { ...span, code: 'P06', message, action: 'Encode it once.', repairs } };
  }
  if (isQuoted && /^.\s*[[{]/.test(value)) {
    const inside = { from: from + 1, to: span.to - 1 };
    const message = 'The quotes around the schema are a part of the value here.';
    const changes = [
      { from, to: from + 1, text: '' },
      { from: span.to - 1, to: span.to, text: '' },
    ];
    const finding = {
      from,
      to: from + 1,
      code: 'P08',
      message,
      action: 'Remove them.',
      repairs: [{ title: 'Remove the quotes', changes }],
    };
    return { finding, inside };
  }
  return /^[[{]\s*\\+["']/.test(value) ? { finding: escaped(text, value, from) } : undefined;
}

/** P07: the quoting of the file was not needed, so its backslashes reach the container. */
function escaped(text: string, value: string, from: number): Finding {
  const span = { from, to: from + value.length };
  const first = text.indexOf('\\', from);
  const repairs = [replace(span, value.replaceAll(/\\+(["'])/g, '$1'), 'Remove the backslashes')];
  const message =
    'Backslashes stand before the quotes: the quoting of this file keeps them, and the container gets them.';
  return { from: first, to: first + 2, code: 'P07', message, action: 'Remove them.', repairs };
}

function decodedText(value: string): string | undefined {
  try {
    const decoded = JSON.parse(value) as unknown;
    return typeof decoded === 'string' ? decoded : undefined;
  } catch {
    // Quotes around something else: told by another rule.
    return undefined;
  }
}
