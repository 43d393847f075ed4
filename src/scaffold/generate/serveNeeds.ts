import { fileAt, folderOf, type FolderFiles } from './folderFiles';
import type { Program } from './program';

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

const modelEnding = /\.(?:joblib|pkl|pickle|pt|pth|bin|h5|keras|onnx|ubj|model|cbm|safetensors|rds|gguf)$/i;

/**
 * What a program needs to serve.
 * @param trained paths that the training program of the same container writes: the model of a job wins over one in the folder
 */
export function serveNeeds(folder: FolderFiles, program: Program, trained: readonly string[]): ServeNeeds {
  const reads = (program.python?.reads ?? []).filter((path) => modelEnding.test(path));
  const isLinked = (path: string): boolean => trained.includes(path) || !fileAt(folder, path);
  const own =
    trained.length > 0 ? [] : folder.files.filter(({ path }) => modelEnding.test(path)).map(({ path }) => path);
  return {
    ...routesOf(program),
    links: program.way === 'handlers' ? [] : reads.filter(isLinked),
    models: own.filter((path) => !/(?:^|\/)(?:data|dataset|test|tests|sample-data)\//i.test(path)),
  };
}

function routesOf({ python, way }: Program): Pick<ServeNeeds, 'isRouted' | 'ping' | 'invocations'> {
  const routes = python?.routes ?? [];
  const find = (method: 'GET' | 'POST', ...names: readonly string[]): string | undefined =>
    names.find((name) => routes.some((route) => route.path === name && route.method === method));
  const posts = routes.filter(({ method }) => method === 'POST');
  const ping = find(
    'GET',
    '/ping',
    '/health',
    '/healthz',
    '/healthcheck',
    '/health-check',
    '/status',
    '/ready',
    '/live',
  );
  const named = find(
    'POST',
    '/invocations',
    '/predict',
    '/predictions',
    '/prediction',
    '/inference',
    '/infer',
    '/score',
    '/invoke',
  );
  const invocations = named ?? (posts.length === 1 ? posts[0]?.path : undefined);
  const isWeb = way === 'asgi' || way === 'wsgi';
  return {
    isRouted:
      isWeb && (ping !== '/ping' || invocations !== '/invocations' || python?.app?.object.endsWith(')') === true),
    ...(ping !== undefined && { ping }),
    ...(invocations !== undefined && { invocations }),
  };
}

/** Folder of the first model; undefined where there is none. */
export function modelFolderOf({ models }: ServeNeeds): string | undefined {
  const [first] = models;
  return first === undefined ? undefined : folderOf(first) || '.';
}
