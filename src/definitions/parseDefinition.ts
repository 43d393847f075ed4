import type { Node } from 'jsonc-parser';
import type { Definition } from './definition';
import { definitionKindOf } from './definitionKinds';
import type { Diagnostic } from './diagnostic';
import { parseJson } from './strictJson';
import { TextPositions } from './textPosition';

export interface ParsedDefinition {
  /** Absent where the text is not one JSON object, or the file is of no known kind. */
  readonly definition?: Definition;
  /** Sorted by place; an error among them means that there is no definition. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a definition file's text as strict JSON. Never throws.
 * @param path absolute path; its name decides the kind
 */
export function parseDefinition(path: string, text: string): ParsedDefinition {
  const kind = definitionKindOf(path)?.kind;
  const say = speaker(text);
  if (kind === undefined) {
    const message = 'The file name does not say which request this is.';
    return {
      diagnostics: [
        say('definition.kind', message, { action: 'Name it like car.training-job.json or car.model.json.' }),
      ],
    };
  }
  const codes = kind === 'hyperparameters' ? fixtureCodes : requestCodes;
  const json = parseJson(text);
  if (json.fault) return { diagnostics: [say(codes.syntax, json.fault.message, json.fault)] };
  if (json.root.type !== 'object') {
    const fault = { offset: json.root.offset, length: json.root.length, action: 'Wrap it in { }.' };
    return { diagnostics: [say(codes.object, 'A definition is one JSON object.', fault)] };
  }
  const twice = duplicates(json.root).sort((a, b) => a.offset - b.offset);
  const diagnostics = twice.map((key) =>
    say(codes.duplicate, `${String(key.value)} stands here twice; only the last one counts.`, {
      offset: key.offset,
      length: key.length,
      severity: 'warning',
      action: 'Remove one of them.',
    }),
  );
  // The type is a promise of the file's author until validateDefinition has checked it.
  return { definition: { kind, path, text, tree: json.root, request: json.value } as Definition, diagnostics };
}

const requestCodes = { syntax: 'definition.json', object: 'definition.json', duplicate: 'definition.duplicate' };
/** Rules of the file that a container reads. */
const fixtureCodes = { syntax: 'H01', object: 'H02', duplicate: 'H09' };

/** Keys that stand a second time in their object. */
function duplicates({ type, children = [] }: Node): Node[] {
  const again = type === 'object' ? repeated(children) : [];
  // A property is its name and its value; names and simple values hold nothing.
  const inner = type === 'object' ? children.flatMap(({ children: [, value] = [] }) => value ?? []) : children;
  const inside = inner.filter((node) => node.children !== undefined).flatMap(duplicates);
  return again.length > 0 ? [...again, ...inside] : inside;
}

function repeated(properties: readonly Node[]): Node[] {
  const seen = new Set<unknown>();
  return properties.flatMap(({ children: [key] = [] }) => {
    if (!key) return [];
    const isKnown = seen.has(key.value);
    seen.add(key.value);
    return isKnown ? [key] : [];
  });
}

interface Place {
  readonly offset?: number;
  readonly length?: number;
  readonly action: string;
  readonly severity?: Diagnostic['severity'];
}

function speaker(text: string): (code: string, message: string, place: Place) => Diagnostic {
  const positions = new TextPositions(text);
  return (code, message, { offset = 0, length = 0, action, severity = 'error' }) => ({
    code,
    severity,
    message,
    action,
    range: positions.range(offset, length),
    source: 'sagemaker',
  });
}
