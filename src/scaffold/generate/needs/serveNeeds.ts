import { fileAt, folderOf } from '../folderFiles';
import type { Program, ReadFolder } from '../program';
import { pathsUsedBy } from '../programs/programPaths';
import type { ServedRoute } from '../programs/webRoutes';

/** What a serving program needs beside its code. */
export interface ServeNeeds {
  /** Whether the routes of the platform have to be led to its own. */
  readonly isRouted: boolean;
  /** Its own route for /ping; undefined where it has none. */
  readonly ping?: string;
  /** Its own route for /invocations; undefined where it has none. */
  readonly invocations?: string;
  /** Models that it reads by name in its own folder, and that the platform brings: files of /opt/ml/model. */
  readonly links: readonly string[];
  /** Files of models in the folder, which the image has to hold. */
  readonly models: readonly string[];
}

const modelEnding =
  /\.(?:joblib|pkl|pickle|pt|pth|bin|h5|keras|onnx|ubj|model|cbm|safetensors|rds|gguf)$|(?:^|\/)models?\/[^/]+\.(?:txt|json|npz?)$/i;

/**
 * What a program needs to serve.
 * @param trained paths that the training program of the same container writes: the model of a job wins over one in the folder
 */
export function serveNeeds(folder: ReadFolder, program: Program, trained: readonly string[]): ServeNeeds {
  const reads = pathsUsedBy(folder, program).reads.filter((path) => modelEnding.test(path));
  const isLinked = (path: string): boolean => trained.includes(path) || !fileAt(folder, path);
  const own =
    trained.length > 0 ? [] : folder.files.filter(({ path }) => modelEnding.test(path)).map(({ path }) => path);
  return {
    ...routesOf(program),
    // What loads the model from a folder that it is given finds it there.
    links: isGivenModel(program) ? [] : reads.filter(isLinked),
    models: own.filter((path) => !/(?:^|\/)(?:data|dataset|test|tests|sample-data)\//i.test(path)),
  };
}

function isGivenModel({ way, takes = {} }: Program): boolean {
  return way === 'written' || Object.keys(takes).length > 0;
}

function routesOf(program: Program): Pick<ServeNeeds, 'isRouted' | 'ping' | 'invocations'> {
  const { python, way } = program;
  const ping = named(routesBy(program, 'GET'), pingNames)?.path;
  const invocations = invocationRoute(program)?.path;
  const isWeb = way === 'asgi' || way === 'wsgi';
  return {
    isRouted:
      isWeb && (ping !== '/ping' || invocations !== '/invocations' || python?.app?.object.endsWith(')') === true),
    ...(ping !== undefined && { ping }),
    ...(invocations !== undefined && { invocations }),
  };
}

/** The route of a web application that /invocations stands for: one that programs call before one that answers people's forms. */
export function invocationRoute(program: Program): ServedRoute | undefined {
  const posts = routesBy(program, 'POST');
  const forPrograms = posts.filter(({ isPage }) => !isPage);
  const [only, ...others] = forPrograms;
  return (
    named(forPrograms, invocationNames) ?? (others.length === 0 ? only : undefined) ?? named(posts, invocationNames)
  );
}

function routesBy({ routes = [] }: Program, method: 'GET' | 'POST'): readonly ServedRoute[] {
  return routes.filter((route) => route.method === method);
}

/** The route of the first of these names; versions and the like may stand before it. */
function named(routes: readonly ServedRoute[], names: readonly string[]): ServedRoute | undefined {
  const find = (fits: (path: string, name: string) => boolean): ServedRoute | undefined =>
    names.flatMap((name) => routes.filter(({ path }) => fits(path, name)))[0];
  return find((path, name) => path === name) ?? find((path, name) => path.endsWith(name));
}

const pingNames = ['/ping', '/health', '/healthz', '/healthcheck', '/health-check', '/status', '/ready', '/live'];
const invocationNames = [
  ...['/invocations', '/predict', '/predictions', '/prediction', '/inference', '/infer', '/score', '/invoke'],
  ...['/generate', '/classify', '/embed', '/embeddings', '/completions'],
];

/** Folder of the first model; undefined where there is none. */
export function modelFolderOf({ models }: ServeNeeds): string | undefined {
  const [first] = models;
  return first === undefined ? undefined : folderOf(first) || '.';
}
