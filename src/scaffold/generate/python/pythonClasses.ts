import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, childrenOf, nodesOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import {
  bodyOf,
  decoratorName,
  decoratorsOf,
  definedName,
  definitionOf,
  parametersOf,
  type Parameter,
} from './pythonParameters';

/** A class at the top of a file. */
export interface PythonClass {
  readonly name: string;
  /** Its own methods, `__init__` among them. */
  readonly methods: ReadonlyMap<string, PythonMethod>;
  /** Whether what it is made with may be said by another class. */
  readonly isDerived: boolean;
}

/** A method, with the parameters that its callers give. */
export interface PythonMethod {
  readonly parameters: readonly Parameter[];
  /** Whether it needs an object: no classmethod, no staticmethod. */
  readonly isBound: boolean;
  /** What its first parameter is a place of. */
  readonly place: PlaceKind;
}

/** Whether a parameter that names a place is taken for a file or for a folder. */
export type PlaceKind = 'file' | 'folder';

/** The classes at the top of a file. */
export function classesIn(source: PythonSource): readonly PythonClass[] {
  return childrenOf(source.root)
    .map(definitionOf)
    .filter(({ name }) => name === 'ClassDefinition')
    .map((node) => {
      const bases = node.getChild('ArgList');
      return {
        name: definedName(source, node),
        methods: new Map(bodyOf(node).flatMap((one) => methodOf(source, node, one))),
        isDerived: bases !== null && !/^\(\s*(?:object)?\s*\)$/.test(textOf(source, bases)),
      };
    });
}

function methodOf(
  source: PythonSource,
  owner: SyntaxNode,
  node: SyntaxNode,
): readonly (readonly [string, PythonMethod])[] {
  const definition = definitionOf(node);
  if (definition.name !== 'FunctionDefinition') return [];
  const marks = decoratorsOf(node).map((one) => decoratorName(source, one));
  const isStatic = marks.includes('staticmethod');
  const parameters = parametersOf(source, definition).slice(isStatic ? 0 : 1);
  const isBound = !isStatic && !marks.includes('classmethod');
  // What `__init__` keeps, another method may read.
  const place = placeKindOf(source, owner, parameters[0]);
  return [[definedName(source, definition), { parameters, isBound, place }]];
}

const fileReaders =
  /^(?:load|loads|open|load_model|load_weights|read_\w+|InferenceSession|Booster|load_learner|loadtxt|from_file|read_bytes|read_text)$/;

/** What a parameter is a place of: of a file where it is read as one, and is nowhere a folder. @param scope what may read it */
export function placeKindOf(source: PythonSource, scope: SyntaxNode, parameter: Parameter | undefined): PlaceKind {
  if (!parameter) return 'folder';
  if (/dir(?:ectory)?$|folder$/i.test(parameter.name)) return 'folder';
  if (/\.\w{1,8}["')]*$/.test(parameter.default ?? '')) return 'file';
  const kept = new RegExp(String.raw`^(?:(?:Path|str|os\.fspath)\()?(?:self\._?)?${parameter.name}\)?$`);
  const isRead = nodesOf(scope, 'CallExpression').some((call) => {
    const callee = call.firstChild ? textOf(source, call.firstChild) : '';
    const [owner = ''] = /^(.*)\.(?:read_bytes|read_text|open)$/.exec(callee)?.slice(1) ?? [];
    if (owner !== '' && kept.test(owner)) return true;
    const isReader = fileReaders.test(callee.split('.').at(-1) ?? '');
    return isReader && argumentsOf(source, call).some(({ value }) => value && kept.test(textOf(source, value)));
  });
  return isRead ? 'file' : 'folder';
}
