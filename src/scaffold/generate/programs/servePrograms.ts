import { nameOf, stemOf, type FolderFile } from '../folderFiles';
import { handlers, serveName } from './handlers';
import { javaOf } from './javaProject';
import { depthOf, isPlainPath, ownPrograms, type Program, type ReadFolder } from '../program';
import type { PythonProgram } from '../python/pythonProgram';
import { servedRoutes } from './servedRoutes';

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
  if (python) return handlers(path, python) ?? application(folder, path, python) ?? server(path, python, place);
  if (!/\.r$/i.test(path) || !/^\s*#\*\s*@(?:get|post)\b/im.test(text)) return undefined;
  const why = `${path} has routes for plumber.`;
  return { role: 'serve', path, way: 'r', why, rank: 2 + place };
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
