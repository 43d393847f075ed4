import { isUtf8 } from 'node:buffer';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { AppError, messageOf } from '../contract/appError';
import { nameFault } from './projectPath';
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
      const manifest = await manifestIn(join(folder, name));
      return manifest ? [{ name, manifest }] : [];
    }),
  );
  if (found.flat().length > 0) return found.flat();
  const isTemplate = entries.some((entry) => entry.name === 'template.json');
  throw noLibrary(folder, isTemplate ? 'it is a template itself' : 'no folder in it has a template.json');
}

/** Undefined for a folder that is no template. */
async function manifestIn(folder: string): Promise<TemplateManifest | undefined> {
  const path = join(folder, 'template.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const action = 'Make it a file that you may read.';
    throw new AppError('scaffold.template', `${path} could not be read: ${messageOf(cause)}.`, action, { cause });
  });
  return text === undefined ? undefined : readManifest(text, path);
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
  // Beside one that is broken the others can be used.
  const manifest = nameFault(name) === undefined ? await manifestIn(join(library.folder, name)) : undefined;
  if (!manifest) {
    const action = `There are ${(await listTemplates(library)).map((one) => one.name).join(', ')}.`;
    throw new AppError('scaffold.unknown', `There is no template called "${name}".`, action);
  }
  const trees = await Promise.all(manifest.trees.map((tree) => readTree(library, name, tree)));
  return { name, manifest, files: trees.flat() };
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
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw noTree(from, cause);
  });
  // Links are not followed: they could lead anywhere.
  const files = entries.filter((entry) => entry.isFile() && !without.includes(entry.name));
  return Promise.all(
    files.map(async (entry): Promise<TemplateFile> => {
      const file = join(entry.parentPath, entry.name);
      const inside = relative(folder, file).split(sep).join('/');
      const path = to === '' ? inside : `${to}/${inside}`;
      return { path, source: file, content: await readContent(file), when, verbatim };
    }),
  );
}

async function keepInside(root: string, folder: string, from: string): Promise<void> {
  const [inner, outer] = await Promise.all([realpath(folder), realpath(root)]).catch((cause: unknown) => {
    throw noTree(from, cause);
  });
  const way = relative(outer, inner);
  if (way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way)
    throw new AppError('scaffold.escape', `${from} lies outside of ${root}.`, correctFrom);
}

const correctFrom = 'Correct "from" in template.json.';

function noTree(from: string, cause: unknown): AppError {
  const message = `There is no folder ${from}: ${messageOf(cause)}.`;
  return new AppError('scaffold.template', message, correctFrom, { cause });
}

async function readContent(file: string): Promise<string | Uint8Array> {
  const { size } = await stat(file);
  if (size > largest) {
    const action = 'Leave it out, or let a program of the project make it.';
    throw new AppError('scaffold.template', `${file} has ${size} bytes, more than a template may bring.`, action);
  }
  const bytes = await readFile(file);
  return bytes.includes(0) || !isUtf8(bytes) ? bytes : bytes.toString('utf8');
}
