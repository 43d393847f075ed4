import assert from 'node:assert/strict';
import { nodesOf, parsePython, textOf } from '../../../src/grammars/python/parsePython';
import { PythonValues } from '../../../src/grammars/python/pythonValue';

/** What the argument of `print(…)` certainly is, as a text or as the number of its items. */
function deployed(text: string): string | number | undefined {
  const source = parsePython(text);
  const values = new PythonValues(source);
  const call = nodesOf(source.root, 'CallExpression').find(
    ({ firstChild }) => firstChild && textOf(source, firstChild) === 'print',
  );
  const argument = call?.getChild('ArgList')?.firstChild?.nextSibling;
  const value = argument ? values.valueOf(source, argument) : undefined;
  if (value?.kind === 'text') return value.text.text;
  return value?.kind === 'list' || value?.kind === 'dict' ? value.items.length : undefined;
}

describe('what a Python name stands for', () => {
  const cases: readonly (readonly [title: string, lines: readonly string[], value: string | number | undefined])[] = [
    ['its only binding', ['a = "x"', 'print(a)'], 'x'],
    ['the last of several before its use', ['a = Schema(1)', 'read(a)', 'a = "x"', 'print(a)'], 'x'],
    ['not one after its use', ['a = "x"', 'print(a)', 'a = "y"'], 'x'],
    ['a dict that was only changed under its former value', ['a = {}', 'a["b"] = 1', 'a = {"c": 1}', 'print(a)'], 1],
    ['a binding of the block around it', ['a = f()', 'a = "x"', 'if b:', '    print(a)'], 'x'],
    ['nothing certain after branches', ['a = "x"', 'if b:', '    a = "y"', 'print(a)'], undefined],
    ['nothing certain after try', ['a = "x"', 'try:', '    a = "y"', 'except E:', '    pass', 'print(a)'], undefined],
    ['nothing certain in a loop that goes on', ['a = "x"', 'while b:', '    print(a)', '    a = "y"'], undefined],
    [
      'nothing certain for a dict that changes later',
      ['a = f()', 'a = {"b": 1}', 'c = {"d": a}', 'print(a)', 'a["e"] = 2'],
      undefined,
    ],
    [
      'nothing certain for a dict that a function changes',
      ['def f():', '    a["e"] = 2', 'a = g()', 'a = {"b": 1}', 'f()', 'print(a)'],
      undefined,
    ],
    [
      'nothing certain where a function binds it globally',
      ['a = "x"', 'def f():', '    global a', '    a = "y"', 'a = "z"', 'print(a)'],
      undefined,
    ],
    ['its own binding in a function', ['a = "x"', 'def f():', '    a = "y"', '    print(a)'], 'y'],
    ['nothing certain for a parameter', ['a = "x"', 'def f(a):', '    print(a)'], undefined],
    ['the name of the file beside a function that has its own', ['a = "x"', 'def f(a):', '    pass', 'print(a)'], 'x'],
  ];
  for (const [title, lines, value] of cases) {
    it(`is ${title}`, () => {
      assert.equal(deployed(lines.join('\n')), value);
    });
  }
});
