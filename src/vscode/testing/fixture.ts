import { posix, win32 } from 'node:path';
import { parseFileReference, resolveReference } from '../../definitions/fileReference';
import { parseDefinition } from '../../definitions/parseDefinition';

/** What a fixture is sent to: the absolute path of a model's definition, or an endpoint's name. */
export type FixtureTarget = { readonly model: string } | { readonly endpoint: string };

/**
 * Reads what a fixture is sent to. Never throws: a broken fixture still is a test, which fails.
 * @param path absolute path of the fixture
 * @param root folder that relative references must stay in
 */
export function fixtureTarget(path: string, text: string, root: string): FixtureTarget {
  const { definition } = parseDefinition(path, text);
  const name = definition?.kind === 'invocation' ? definition.request.EndpointName : undefined;
  if (typeof name !== 'string') return { endpoint: '' };
  if (!parseFileReference(name)) return { endpoint: name };
  const style = process.platform === 'win32' ? 'win32' : 'posix';
  try {
    return { model: resolveReference(name, { definitionPath: path, projectRoot: root, style }) };
  } catch {
    // The fixture's diagnostics say what is wrong with the reference.
    return { endpoint: (style === 'win32' ? win32 : posix).basename(name) };
  }
}
