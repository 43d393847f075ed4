import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

/** No request of the API is nested as deeply; deeper text would exhaust the stack. */
const deepest = 100;
const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** What keeps a text from being JSON. */
export interface Fault {
  readonly message: string;
  readonly offset: number;
  readonly length: number;
  readonly action: string;
}

/** A text that is JSON. */
export interface StrictJson {
  /** Its syntax tree, with offsets of the text. */
  readonly root: Node;
  readonly value: unknown;
  readonly fault?: undefined;
}

/** The syntax tree of a text, its offsets those of `text`; or the first thing that keeps it from being strict JSON. */
export function parseJson(text: string): StrictJson | { readonly fault: Fault } {
  const deep = tooDeep(text);
  if (deep !== undefined) {
    return {
      fault: {
        message: 'This is nested too deeply for a request.',
        offset: deep,
        length: 1,
        action: 'Remove the inner levels.',
      },
    };
  }
  const errors: ParseError[] = [];
  // A byte order mark becomes a space, so that offsets stay those of the text.
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, strict);
  const first = errors[0];
  const parsed = first ? undefined : valueOf(text);
  if (root && parsed) return { root, value: parsed.value };
  return { fault: faultOf(text, first) };
}

function faultOf(text: string, error: ParseError | undefined): Fault {
  if (withoutMark(text).trim() === '') {
    return {
      message: 'The file is empty.',
      offset: 0,
      length: text.length,
      action: 'Write a request: start with { }.',
    };
  }
  const { message, action } = sentences[error ? printParseErrorCode(error.error) : ''] ?? unknownFault;
  const offset = Math.min(error?.offset ?? 0, text.length);
  return { message, action, offset, length: Math.min(error?.length ?? 1, text.length - offset) };
}

const unknownFault = {
  message: 'This is not JSON.',
  action: 'Correct it, or let the editor format the file to see where it breaks.',
};
const sentences: Readonly<Record<string, { readonly message: string; readonly action: string }>> = {
  InvalidSymbol: {
    message: 'This word is not JSON.',
    action: 'Put text in double quotes; true, false and null are lower case.',
  },
  InvalidNumberFormat: { message: 'This number is not JSON.', action: 'Write it like 12, -0.5 or 1e-3.' },
  PropertyNameExpected: {
    message: 'A field name in double quotes is missing here.',
    action: 'Add it, or remove the comma before it.',
  },
  ValueExpected: { message: 'A value is missing here.', action: 'Add it, or remove the comma before it.' },
  ColonExpected: {
    message: 'A colon is missing between the field name and its value.',
    action: 'Write "Field": value.',
  },
  CommaExpected: { message: 'A comma is missing before this.', action: 'Separate fields and list items by commas.' },
  CloseBraceExpected: { message: 'A closing } is missing.', action: 'Add it.' },
  CloseBracketExpected: { message: 'A closing ] is missing.', action: 'Add it.' },
  EndOfFileExpected: {
    message: 'Something follows the end of the request.',
    action: 'Remove it: a file holds one JSON object.',
  },
  InvalidCommentToken: { message: 'JSON has no comments.', action: 'Remove it.' },
  UnexpectedEndOfComment: { message: 'JSON has no comments.', action: 'Remove it.' },
  UnexpectedEndOfString: {
    message: 'The closing quote of this text is missing.',
    action: 'Add ", and write a line break as \\n.',
  },
  UnexpectedEndOfNumber: { message: 'This number is not finished.', action: 'Write it like 12, -0.5 or 1e-3.' },
  InvalidUnicode: { message: 'This \\u escape is not finished.', action: 'Write four hexadecimal digits after \\u.' },
  InvalidEscapeCharacter: {
    message: 'This escape is not JSON.',
    action: 'Write a backslash as \\\\; forward slashes need none.',
  },
  InvalidCharacter: {
    message: 'A control character stands in this text.',
    action: 'Write it as an escape, for example \\t.',
  },
};

function valueOf(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(withoutMark(text)) as unknown };
  } catch {
    // What jsonc-parser lets pass and JSON does not is told as one general fault.
    return undefined;
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Offset of the bracket that opens one level too many. Looks at characters only: it must hold for any text. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text[offset];
    if (quoted && character === '\\') offset += 1;
    else if (character === '"') quoted = !quoted;
    else if (quoted && character === '\n') quoted = false;
    else if (quoted) continue;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > deepest) return offset;
  }
  return undefined;
}
