import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, childrenOf, nodesOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';

/** A way into a web application. */
export interface Route {
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'ANY';
  /** The variable that it was made on: an application, a router, a blueprint. */
  readonly on: string;
  /** Whether it answers forms with pages, as people use them. */
  readonly isPage: boolean;
  /** Names of the classes that its function takes. */
  readonly takes: readonly string[];
}

/** A route as callers of the application see it. */
export interface ServedRoute extends Route {
  /** The file that has it. */
  readonly file: string;
}

/** Routes of another variable, maybe of another file, that are made part of one. */
export interface Inclusion {
  /** What includes them. */
  readonly on: string;
  /** An expression of names: `router`, `predict.router`. */
  readonly target: string;
  readonly prefix: string;
}

/** What a Python file says of routes. */
export interface WebRoutes {
  readonly routes: readonly Route[];
  readonly inclusions: readonly Inclusion[];
  /** Routers and blueprints, with what their paths begin with. */
  readonly routers: ReadonlyMap<string, string>;
}

/** Read the routes of a file. @param calls all calls of it */
export function webRoutesIn(source: PythonSource, calls: readonly SyntaxNode[]): WebRoutes {
  const decorators = nodesOf(source.root, 'Decorator');
  return {
    routes: [...calls, ...decorators].flatMap((call) => routeOf(source, call)),
    inclusions: calls.flatMap((call) => inclusionOf(source, call)),
    routers: new Map(calls.flatMap((call) => routerOf(source, call))),
  };
}

const routeMethods: Readonly<Record<string, Route['method']>> = {
  get: 'GET',
  post: 'POST',
  route: 'ANY',
  api_route: 'ANY',
  add_url_rule: 'ANY',
  add_api_route: 'ANY',
};

/** @param call a call, or a decorator, which is no call of the grammar */
function routeOf(source: PythonSource, call: SyntaxNode): readonly Route[] {
  const [on, kind] = calleeOf(source, call);
  const method = routeMethods[kind];
  const [first] = argumentsOf(source, call);
  const path = first?.value && pythonString(source, first.value)?.text;
  // Paths with parameters can't be what the platform calls.
  if (on === '' || !method || path === undefined || !/^(?:\/[\w./-]*)?$/.test(path)) return [];
  const isPost = /methods\s*=[^)]*['"]POST['"]/.test(textOf(source, call));
  const decorated = call.name === 'Decorator' && call.parent ? textOf(source, call.parent) : '';
  const signature = /\bdef\s+\w+\s*\(([^]*?)\)\s*(?:->[^:]*)?:/.exec(decorated)?.[1] ?? '';
  return [
    {
      path,
      method: method === 'ANY' ? (isPost ? 'POST' : 'GET') : method,
      on,
      isPage: /\brender_template\b|\brequest\.form\b|\bTemplateResponse\b|\bHTMLResponse\b/.test(decorated),
      takes: [...signature.matchAll(/:\s*(?:\w+\.)*([A-Z]\w*)/g)].map(([, name = '']) => name),
    },
  ];
}

function inclusionOf(source: PythonSource, call: SyntaxNode): readonly Inclusion[] {
  const [on, kind] = calleeOf(source, call);
  if (on === '' || (kind !== 'include_router' && kind !== 'register_blueprint')) return [];
  const [first] = argumentsOf(source, call);
  const target = first?.value ? textOf(source, first.value) : '';
  return /^[\w.]+$/.test(target) ? [{ on, target, prefix: prefixOf(source, call) }] : [];
}

function routerOf(source: PythonSource, call: SyntaxNode): readonly (readonly [string, string])[] {
  const name = textOf(source, call.firstChild ?? call)
    .split('.')
    .at(-1);
  const variable = call.parent?.name === 'AssignStatement' ? call.parent.firstChild : null;
  if (!variable || (name !== 'APIRouter' && name !== 'Blueprint')) return [];
  return [[textOf(source, variable), prefixOf(source, call)]];
}

function prefixOf(source: PythonSource, call: SyntaxNode): string {
  const named = argumentsOf(source, call).find(({ name }) => name === 'prefix' || name === 'url_prefix');
  return (named?.value && pythonString(source, named.value)?.text) ?? '';
}

/** What a method is called on, and the method; empty texts for what is no call of one. */
function calleeOf(source: PythonSource, call: SyntaxNode): readonly [owner: string, method: string] {
  const list = call.getChild('ArgList');
  const callee = list ? source.text.slice(call.from, list.from).replace(/^@\s*/, '').trim() : '';
  const cut = callee.lastIndexOf('.');
  return cut < 0 ? ['', ''] : [callee.slice(0, cut), callee.slice(cut + 1)];
}

/** Where a name of a file comes from. */
export interface ImportedName {
  /** As written, with its leading dots: `app.routers`, `.predict`. */
  readonly module: string;
  /** What is taken from there; empty where the module itself is. */
  readonly name: string;
}

/** The names that a file imports, by what it calls them. */
export function importedNames(source: PythonSource): ReadonlyMap<string, ImportedName> {
  const found = new Map<string, ImportedName>();
  for (const node of childrenOf(source.root).filter(({ name }) => name === 'ImportStatement')) {
    const text = textOf(source, node).replaceAll(/#.*|\\\n|[()\n]/g, ' ');
    const [, from, list = ''] = /^\s*(?:from\s+([.\w]+)\s+)?import\s+([^]*)$/.exec(text) ?? [];
    for (const one of list.split(',')) {
      const [, name = '', other] = /^\s*([.\w]+)(?:\s+as\s+(\w+))?\s*$/.exec(one) ?? [];
      if (name === '') continue;
      found.set(other ?? name, from === undefined ? { module: name, name: '' } : { module: from, name });
    }
  }
  return found;
}
