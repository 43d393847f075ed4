import { below, folderOf } from '../folderFiles';
import type { ReadFolder } from '../program';
import type { PythonProgram } from '../python/pythonProgram';
import type { ServedRoute } from './webRoutes';

/** Routers that include routers. */
const deepest = 4;

/**
 * All routes of a web application, with those that it includes from other files.
 * @param path of the file that makes the application
 */
export function servedRoutes(folder: ReadFolder, path: string, python: PythonProgram): readonly ServedRoute[] {
  const { routes, inclusions, routers } = python.web;
  const own = routes.filter(({ on }) => !routers.has(on)).map((route) => ({ ...route, file: path }));
  const included = inclusions
    .filter(({ on }) => !routers.has(on))
    .flatMap(({ target, prefix }) => includedRoutes(folder, { path, target, prefix }, deepest));
  return [...own, ...included];
}

/** What a file includes. */
interface Included {
  readonly path: string;
  readonly target: string;
  readonly prefix: string;
}

function includedRoutes(folder: ReadFolder, included: Included, depth: number): readonly ServedRoute[] {
  const found = depth > 0 ? routerAt(folder, included) : undefined;
  const python = found && folder.python.get(found.path);
  if (!found || !python) return [];
  const { routes, inclusions, routers } = python.web;
  const own = routers.get(found.variable) ?? '';
  // A blueprint has one beginning, a router of FastAPI has those of all that include it.
  const prefix = included.prefix.endsWith(own) ? included.prefix : included.prefix + own;
  const whole = (end: string): string => `${prefix}${end}`.replaceAll(/\/{2,}/g, '/') || '/';
  return [
    ...routes
      .filter(({ on }) => on === found.variable)
      .map((route) => ({ ...route, path: whole(route.path), file: found.path })),
    ...inclusions
      .filter(({ on }) => on === found.variable)
      .flatMap((one) => includedRoutes(folder, { ...one, path: found.path, prefix: prefix + one.prefix }, depth - 1)),
  ];
}

/** The file and the variable that an expression names: a variable of the file itself, of one that is imported, or of a module that is. */
function routerAt(
  folder: ReadFolder,
  { path, target }: Included,
): { readonly path: string; readonly variable: string } | undefined {
  const python = folder.python.get(path);
  if (python?.web.routers.has(target)) return { path, variable: target };
  const cut = target.lastIndexOf('.');
  const owner = cut < 0 ? target : target.slice(0, cut);
  const variable = target.slice(cut + 1);
  const imported = python?.names.get(owner);
  if (!imported) return undefined;
  const { module, name } = imported;
  const modules =
    cut < 0 ? [module] : name === '' ? [module] : [`${module}${module.endsWith('.') ? '' : '.'}${name}`, module];
  for (const one of modules) {
    const file = moduleFile(folder, path, one);
    if (file !== undefined) return { path: file, variable: cut < 0 && name !== '' ? name : variable };
  }
  return undefined;
}

/** The file of a module, wherever imports begin. */
function moduleFile({ python }: ReadFolder, from: string, module: string): string | undefined {
  const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
  const end = rest.replaceAll('.', '/');
  let base = folderOf(from);
  for (let up = 1; up < dots.length; up += 1) base = folderOf(base);
  const wanted = dots === '' ? end : below(base, end);
  const files = [`${wanted}.py`, below(wanted, '__init__.py')];
  return [...python.keys()].find((path) =>
    files.some((file) => path === file || (dots === '' && path.endsWith(`/${file}`))),
  );
}
