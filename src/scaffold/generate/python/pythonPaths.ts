import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, childrenOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';
import { ownPath, type NamedPaths } from '../programs/namedPaths';
import { assignmentsIn } from './pythonTexts';

const writers =
  /^(?:dump|save|save_model|save_weights|save_pretrained|to_(?:pickle|csv|parquet|json|excel|feather)|savetxt|savez|save_npz|savefig|export|write_(?:model|csv|parquet)|saveRDS)$/;
const readers =
  /^(?:read_\w+|load|loadtxt|genfromtxt|open|load_from_disk|load_dataset|scan_\w+|listdir|scandir|walk|iterdir|glob|iglob|rglob|ImageFolder|\w+_from_directory)$/;
/** Those of a path, which is what stands before them. */
const ofPath = /^(?:iterdir|glob|rglob|open|read_text|read_bytes)$/;

/** Paths that variables stand for. */
type Variables = ReadonlyMap<string, string>;

/** Files that calls name: in plain words, or put together of them. */
export function pythonPaths(source: PythonSource, calls: readonly SyntaxNode[]): NamedPaths {
  const variables = pathVariables(source);
  const reads = new Set<string>();
  const writes = new Set<string>();
  for (const call of calls) {
    const name = calleeOf(source, call).split('.').at(-1) ?? '';
    if (!writers.test(name) && !readers.test(name)) continue;
    const texts = argumentsOf(source, call).map(({ value }) => (value && pathOf(source, value, variables)) ?? '');
    const isWritten =
      writers.test(name) || (name === 'open' && texts.slice(1).some((mode) => /^[wax]b?t?\+?$/.test(mode)));
    const owner = ofPath.test(name) ? ownerOf(source, call, variables) : undefined;
    // A pattern is one of files in a folder.
    const [path] = [
      ...(owner === undefined ? [] : [owner]),
      ...texts.map((one) => one.replace(/\/[^/]*\*.*$/, '/')),
    ].flatMap((one) => (/[./]/.test(one) || isListing(name) ? (ownPath(one) ?? []) : []));
    if (path !== undefined) (isWritten ? writes : reads).add(path);
  }
  return { reads: [...reads].filter((path) => !writes.has(path)), writes: [...writes] };
}

function isListing(name: string): boolean {
  return /^(?:listdir|scandir|walk|iterdir|glob|iglob|rglob|ImageFolder|\w+_from_directory)$/.test(name);
}

/** The path that a method is called on. */
function ownerOf(source: PythonSource, call: SyntaxNode, variables: Variables): string | undefined {
  const member = call.firstChild;
  return member?.name === 'MemberExpression' && member.firstChild
    ? pathOf(source, member.firstChild, variables)
    : undefined;
}

/** Variables that are given one path, and no other. */
function pathVariables(source: PythonSource): Variables {
  const all = assignmentsIn(source);
  const found = new Map<string, string>();
  for (const { name, value } of all) {
    const path = all.filter((one) => one.name === name).length === 1 ? pathOf(source, value, found) : undefined;
    if (path !== undefined) found.set(name, path);
  }
  return found;
}

function calleeOf(source: PythonSource, call: SyntaxNode): string {
  return call.firstChild ? textOf(source, call.firstChild) : '';
}

/** The path that an expression is; one below `:` begins in the folder of the file itself. */
function pathOf(source: PythonSource, node: SyntaxNode, variables: Variables): string | undefined {
  const part = (one: SyntaxNode | null | undefined): string | undefined =>
    one ? pathOf(source, one, variables) : undefined;
  switch (node.name) {
    case 'String':
    case 'ContinuedString':
      return pythonString(source, node)?.text;
    case 'FormatString':
      return formatted(source, node, variables);
    case 'VariableName': {
      const name = textOf(source, node);
      return name === '__file__' ? ':/file' : variables.get(name);
    }
    case 'ParenthesizedExpression':
      return part(childrenOf(node)[1]);
    case 'BinaryExpression': {
      const [left, sign, right] = childrenOf(node);
      const ends = [part(left), part(right)];
      return sign && joined(ends, textOf(source, sign) === '/' ? '/' : textOf(source, sign) === '+' ? '' : undefined);
    }
    case 'MemberExpression':
      return node.lastChild && textOf(source, node.lastChild) === 'parent'
        ? parentOf(part(node.firstChild))
        : ancestorOf(source, node, part);
    case 'CallExpression':
      return called(source, node, variables);
    default:
      return undefined;
  }
}

/** `Path(__file__).parents[2]`. */
function ancestorOf(
  source: PythonSource,
  node: SyntaxNode,
  part: (one: SyntaxNode | null | undefined) => string | undefined,
): string | undefined {
  const [owner, bracket, index] = childrenOf(node);
  const isList = owner?.name === 'MemberExpression' && owner.lastChild && textOf(source, owner.lastChild) === 'parents';
  if (!isList || bracket?.name !== '[' || index?.name !== 'Number') return undefined;
  let path = part(owner.firstChild);
  for (let up = Math.min(Number(textOf(source, index)), 30); up >= 0; up -= 1) path = parentOf(path);
  return path;
}

/** A path that a call makes. */
function called(source: PythonSource, call: SyntaxNode, variables: Variables): string | undefined {
  const values = argumentsOf(source, call).map(({ value }) => (value ? pathOf(source, value, variables) : undefined));
  const callee = calleeOf(source, call);
  if (/^(?:(?:pathlib\.)?(?:Pure)?(?:Posix)?Path|(?:os\.)?path\.join|str|os\.path\.(?:abspath|realpath))$/.test(callee))
    return joined(values, '/');
  if (/^(?:os\.)?path\.dirname$/.test(callee)) return parentOf(values[0]);
  // What the platform names is its own place.
  if (/^os\.(?:environ\.get|getenv)$/.test(callee)) return values[0]?.startsWith('SM_') ? undefined : values[1];
  const [member] = childrenOf(call);
  const method = callee.split('.').at(-1) ?? '';
  const of = member?.name === 'MemberExpression' ? member.firstChild : null;
  const path = of ? pathOf(source, of, variables) : undefined;
  if (/^(?:resolve|absolute|as_posix|expanduser)$/.test(method)) return path;
  return method === 'joinpath' ? joined([path, ...values], '/') : undefined;
}

function joined(parts: readonly (string | undefined)[], sign: string | undefined): string | undefined {
  if (sign === undefined || parts.length === 0 || parts.some((one) => one === undefined)) return undefined;
  const text = parts.join(sign);
  return sign === '' ? text : text.replaceAll(/\/{2,}/g, '/');
}

function parentOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const cut = path.lastIndexOf('/');
  if (cut < 0 || path.endsWith('..')) return path === '' ? undefined : `${path}/..`;
  return path.slice(0, cut);
}

/** An f-string of plain words and variables. */
function formatted(source: PythonSource, node: SyntaxNode, variables: Variables): string | undefined {
  const text = /^[fF]["']([^"'\\]*)["']$/.exec(textOf(source, node))?.[1];
  let isKnown = text !== undefined;
  const filled = text?.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = variables.get(name.trim());
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown ? filled : undefined;
}
