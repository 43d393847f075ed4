import type { SyntaxNode } from '@lezer/common';
import { nodesOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import type { CommandLine } from './commandLine';
import type { ProgramOption } from './programOption';
import { assignmentsIn } from '../python/pythonTexts';

/** Words of `sys.argv` that a program gives names: each is an argument at a place of its own. */
export function argvLine(source: PythonSource): CommandLine | undefined {
  if (!/\bargv\b/.test(source.text)) return undefined;
  const single = assignmentsIn(source).flatMap(({ name, value }) => {
    const place = /\bargv\[(\d+)\]/.exec(textOf(source, value))?.[1];
    return place === undefined || place === '0' ? [] : [[Number(place), optionOf(source, name, value)] as const];
  });
  const several = nodesOf(source.root, 'AssignStatement').flatMap((node) => unpacked(textOf(source, node)));
  const places = new Map([...several, ...single].reverse());
  // A gap is a word that nobody can put in.
  const isWhole = [...places.keys()].every((place) => place === 1 || places.has(place - 1));
  if (places.size === 0 || !isWhole) return undefined;
  const options = [...places].sort(([a], [b]) => a - b).map(([, option], position) => ({ ...option, position }));
  return { options };
}

function optionOf(source: PythonSource, name: string, value: SyntaxNode): ProgramOption {
  const text = textOf(source, value);
  const type = /\bint\(/.test(text) ? 'integer' : /\bfloat\(/.test(text) ? 'float' : 'string';
  // `x if len(sys.argv) > 1 else y`, or the other way round.
  const [, otherwise, before] = /\belse\s+([^\s()]+)\)?$|^\(?\s*([^\s()]+)\s+if\s+len\(.*<=?/.exec(text) ?? [];
  const given = otherwise ?? before;
  const plain = given === undefined ? undefined : /^(["'])(.*)\1$|^(-?[\d.][\d.e_-]*)$/.exec(given);
  const known = plain?.[2] ?? plain?.[3];
  return { name, type, ...(known === undefined ? { required: given === undefined } : { default: known }) };
}

/** `script, data, model = sys.argv`, and `data, model = sys.argv[1:3]`. */
function unpacked(statement: string): readonly (readonly [number, ProgramOption])[] {
  const [, names = '', from] =
    /^\(?((?:\w+\s*,\s*)+\w+)\)?\s*=\s*(?:sys\.)?argv(?:\[(\d+):\d*\])?$/.exec(statement) ?? [];
  const first = Number(from ?? '0');
  return names === ''
    ? []
    : names.split(/\s*,\s*/).flatMap((name, index) => {
        const place = first + index;
        return place === 0 ? [] : [[place, { name, type: 'string', required: true }] as const];
      });
}
