import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../contract/appError';
import { parseFileReference, resolveReference } from '../../definitions/fileReference';
import { parseDefinition } from '../../definitions/parseDefinition';
import { referenceBoundary } from '../projectRoot';
import { fixtureRequest, type SampleRequest } from './sampleRequests';

/** So many fixtures are tried. */
const most = 5;

/** The requests of the fixtures that are sent to one of these definitions, from their folders and the folders in them. */
export async function fixturesFor(definitions: readonly string[], root: string): Promise<readonly SampleRequest[]> {
  const folders = [...new Set(definitions.map((path) => dirname(path)))];
  const found: SampleRequest[] = [];
  for (const path of (await Promise.all(folders.map(fixturesIn))).flat()) {
    if (found.length === most) break;
    const { definition } = parseDefinition(path, await readFile(path, 'utf8'));
    if (definition?.kind !== 'invocation' || !isFor(path, definition.request.EndpointName, definitions, root)) continue;
    const sample = await fixtureRequest(definition);
    if (sample) found.push(sample);
  }
  return found;
}

async function fixturesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const inner = entries.filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name));
  const names = await Promise.all(
    inner.map(async ({ name }) => (await readdir(join(folder, name))).map((file) => join(name, file))),
  );
  return [...entries.map(({ name }) => name), ...names.flat()]
    .filter((name) => name.endsWith('.invocation.json'))
    .sort()
    .map((name) => join(folder, name));
}

function isFor(fixture: string, endpoint: unknown, definitions: readonly string[], root: string): boolean {
  if (typeof endpoint !== 'string' || !parseFileReference(endpoint)) return false;
  const style = process.platform === 'win32' ? 'win32' : 'posix';
  const projectRoot = referenceBoundary(dirname(fixture), root);
  try {
    return definitions.includes(resolveReference(endpoint, { definitionPath: fixture, projectRoot, style }));
  } catch (error) {
    // `validate` says what is wrong with it.
    if (error instanceof AppError) return false;
    throw error;
  }
}
