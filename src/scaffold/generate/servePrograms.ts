import { nameOf, stemOf, type FolderFile } from './folderFiles';
import { javaOf } from './javaProject';
import { depthOf, isPlainPath, ownPrograms, type Program, type ReadFolder } from './program';
import type { PythonProgram } from './pythonProgram';
import { servedRoutes } from './servedRoutes';

const serveName =
  /^(?:serve|server|serving|inference|predict|predictor|prediction|infer|score|scoring|api|app|handler|main|wsgi|asgi)$/i;
const loaders = ['model_fn', 'load_model', 'load', 'get_model', 'load_artifacts', 'init_model'];
const predictors = ['predict_fn', 'predict', 'inference', 'infer', 'score', 'run_inference', 'make_prediction'];

/** Programs that could serve, the most certain one first. */
export function servePrograms(folder: ReadFolder): readonly Program[] {
  const found = [
    ...ownPrograms(folder, 'serve'),
    ...folder.candidates.flatMap((file) => serveProgram(folder, file) ?? []),
    ...javaPrograms(folder),
  ];
  return found.sort((a, b) => a.rank - b.rank);
}

function serveProgram(folder: ReadFolder, { path, text = '' }: FolderFile): Program | undefined {
  const python = folder.python.get(path);
  const place = depthOf(path) / 10;
  if (python) return handlers(path, python, place) ?? application(folder, path, python) ?? server(path, python, place);
  if (!/\.r$/i.test(path) || !/^\s*#\*\s*@(?:get|post)\b/im.test(text)) return undefined;
  const why = `${path} has routes for plumber.`;
  return { role: 'serve', path, way: 'r', why, rank: 2 + place };
}

/** `model_fn` and its companions; else functions whose names say that they load and predict. */
function handlers(path: string, python: PythonProgram, place: number): Program | undefined {
  const { functions } = python;
  const has = (name: string): boolean => functions.has(name);
  const made = (named: Readonly<Record<string, string>>, rank: number, why: string): Program => ({
    role: 'serve',
    path,
    way: 'handlers',
    why,
    rank: rank + place,
    python,
    functions: named,
  });
  if (has('model_fn') && (has('predict_fn') || has('transform_fn'))) {
    const named = {
      load: 'model_fn',
      ...(has('transform_fn') ? { transform: 'transform_fn' } : { predict: 'predict_fn' }),
      ...(has('input_fn') && !has('transform_fn') && { read: 'input_fn' }),
      ...(has('output_fn') && !has('transform_fn') && { write: 'output_fn' }),
    };
    const names = Object.values(named).join(', ');
    return made(named, 1, `${path} has the handlers ${names}: a small server calls them.`);
  }
  const predict = predictors.find(has);
  if (predict === undefined || python.app || !serveName.test(stemOf(path))) return undefined;
  const load = loaders.find(has);
  const named = { ...(load !== undefined && { load }), predict };
  const both = load === undefined ? `${predict}()` : `${load}() and ${predict}()`;
  return made(named, 2.2, `${path} defines ${both}: a small server calls what it defines.`);
}

function application(folder: ReadFolder, path: string, python: PythonProgram): Program | undefined {
  const { app } = python;
  // Its name stands in a shell.
  if (!app || !isPlainPath(path)) return undefined;
  const routes = servedRoutes(folder, path, python);
  const isReady = routes.some((route) => route.path === '/invocations');
  const rank = (isReady ? 0.5 : serveName.test(stemOf(path)) ? 1.5 : 2.5) + depthOf(path) / 10;
  const what = app.framework === 'flask' ? 'a Flask application' : 'a FastAPI application';
  const how = app.framework === 'flask' ? 'Gunicorn' : 'Uvicorn';
  const why = `${path} makes ${what}, ${app.object}: ${how} serves it.`;
  return { role: 'serve', path, way: app.framework === 'flask' ? 'wsgi' : 'asgi', why, rank, python, routes };
}

/** A program that listens by itself, and speaks of the platform's route. */
function server(path: string, python: PythonProgram, place: number): Program | undefined {
  if (!python.runs || !/\/invocations\b/.test(python.text)) return undefined;
  if (
    !/\b(?:http\.server|socketserver|wsgiref|aiohttp|tornado|bottle|sanic|uvicorn|hypercorn|waitress|cherrypy)\b/.test(
      python.text,
    )
  )
    return undefined;
  const why = `${path} is a server that answers /invocations: it is started as it is.`;
  return { role: 'serve', path, way: 'script', why, rank: 2 + place, python };
}

function javaPrograms(folder: ReadFolder): readonly Program[] {
  const java = javaOf(folder);
  if (!java?.isServer) return [];
  const why =
    java.path === 'pom.xml'
      ? `${nameOf(java.path)} builds a Java program with a web server, so it is run to serve.`
      : `${nameOf(java.path)} is a Java program, which is taken for a server.`;
  return [{ role: 'serve', path: java.path, way: 'java', rank: 7, why }];
}
