import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { AppError, messageOf } from '../contract/appError';
import { readManifest } from './readManifest';
import type { Template, TemplateFile, TemplateManifest, TreeSource } from './template';

/** A folder of templates: each folder in it with a `template.json` is one. */
export interface TemplateLibrary {
  /** Absolute. */
  readonly folder: string;
  /** What a template may take files from, by a leading slash; absolute. */
  readonly root: string;
}

/** Bytes; a template is no place for data sets. */
const largest = 4 * 1024 * 1024;

/** Somebody's own templates, which take nothing from outside their folder. */
export function ownLibrary(folder: string): TemplateLibrary {
  return { folder: resolve(folder), root: resolve(folder) };
}

/**
 * The templates of a library, by name.
 * @throws AppError `scaffold.library` for a folder without any, `scaffold.template`
 */
export async function listTemplates({
  folder,
}: TemplateLibrary): Promise<readonly { readonly name: string; readonly manifest: TemplateManifest }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw noLibrary(folder, messageOf(cause), cause);
  });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(
    names.sort().map(async (name) => {
      const path = join(folder, name, 'template.json');
      const text = await readFile(path, 'utf8').catch(() => undefined);
      return text === undefined ? [] : [{ name, manifest: readManifest(text, path) }];
    }),
  );
  if (found.flat().length === 0) throw noLibrary(folder, 'no folder in it has a template.json');
  return found.flat();
}

function noLibrary(folder: string, why: string, cause?: unknown): AppError {
  const action = 'Name a folder that holds templates; docs/scaffold.md says how one is made.';
  return new AppError('scaffold.library', `${folder} holds no templates: ${why}.`, action, { cause });
}

/**
 * A template with its files.
 * @throws AppError `scaffold.unknown` for a name that is none, `scaffold.template`, `scaffold.escape`
 */
export async function readTemplate(library: TemplateLibrary, name: string): Promise<Template> {
  const templates = await listTemplates(library);
  const found = templates.find((one) => one.name === name);
  if (!found) {
    const action = `There are ${templates.map((one) => one.name).join(', ')}.`;
    throw new AppError('scaffold.unknown', `There is no template called "${name}".`, action);
  }
  const trees = await Promise.all(found.manifest.trees.map((tree) => readTree(library, name, tree)));
  return { name, manifest: found.manifest, files: trees.flat() };
}

/**
 * The files of some trees, as they stand.
 * @param root what they may not lead out of; absolute
 * @throws AppError `scaffold.template`, `scaffold.escape`
 */
export async function readTrees(root: string, trees: readonly string[]): Promise<readonly TemplateFile[]> {
  const library = { folder: root, root };
  return (await Promise.all(trees.map((from) => readTree(library, '', { from })))).flat();
}

async function readTree(library: TemplateLibrary, name: string, tree: TreeSource): Promise<readonly TemplateFile[]> {
  const { from, to = '', when = [], without = [], verbatim = false } = tree;
  const folder = from.startsWith('/') ? join(library.root, from.slice(1)) : join(library.folder, name, from);
  await keepInside(library.root, folder, from);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  // Links are not followed: they could lead anywhere.
  const files = entries.filter((entry) => entry.isFile() && !without.includes(entry.name));
  return Promise.all(
    files.map(async (entry): Promise<TemplateFile> => {
      const file = join(entry.parentPath, entry.name);
      const inside = relative(folder, file).split(sep).join('/');
      return { path: to === '' ? inside : `${to}/${inside}`, content: await readContent(file), when, verbatim };
    }),
  );
}

async function keepInside(root: string, folder: string, from: string): Promise<void> {
  const action = 'Correct "from" in template.json.';
  const [inner, outer] = await Promise.all([realpath(folder), realpath(root)]).catch((cause: unknown) => {
    throw new AppError('scaffold.template', `There is no folder ${from}: ${messageOf(cause)}.`, action, { cause });
  });
  const way = relative(outer, inner);
  if (way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way)
    throw new AppError('scaffold.escape', `${from} lies outside of ${root}.`, action);
}

async function readContent(file: string): Promise<string | Uint8Array> {
  const { size } = await stat(file);
  if (size > largest) {
    const action = 'Leave it out, or let a program of the project make it.';
    throw new AppError('scaffold.template', `${file} has ${size} bytes, more than a template may bring.`, action);
  }
  const bytes = await readFile(file);
  return bytes.includes(0) ? bytes : bytes.toString('utf8');
}
