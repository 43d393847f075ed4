import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { AppError, messageOf } from '../../contract/appError';
import type { FolderFile, FolderFiles } from './folderFiles';
import { below } from './folderFiles';
import { includedLists } from './packages/requirements';

/** Files that are looked at; a folder with more holds data. */
const mostFiles = 3_000;
/** Folders below each other. */
const deepest = 8;
/** Bytes of one text, and of all. */
const largestText = 512 * 1024;
const mostText = 16 * 1024 * 1024;
/** Bytes of a table. */
const largestHead = 16 * 1024;

/** Folders that hold what others have written, or what programs have made. */
const skipped =
  /^(?:\.git|\.hg|\.svn|\.sagemaker|\.tox|\.nox|\.[a-z]+_cache|\.ipynb_checkpoints|\.Rproj\.user|\.idea|\.vscode|\.gradle|\.m2|node_modules|__pycache__|site-packages|wandb|mlruns|lightning_logs|htmlcov|\.?venv|\.eggs|.+\.egg-info)$/;

/** Copies of the code that building a package leaves. */
const built = /(?:^|\/)build\/(?:lib|lib\..+|bdist\..+|scripts-.+)$/;

/** Files whose words matter. */
const telling =
  /\.(?:py|r|java|kt|sh|bash|ipynb|toml|ya?ml|cfg|gradle|kts)$|^(?:Pipfile|DESCRIPTION|pom\.xml|(?:Dockerfile|Containerfile).*|(?:GNU)?Makefile|Justfile|Procfile|README(?:\.\w+)?|\.dockerignore|\.gitattributes|\.python-version|runtime\.txt|train|serve)$/i;

/** Lists of packages, which may have any name below a folder of theirs. */
const list = /(?:^|\/)(?:[\w-]*(?:requirements|constraints)[^/]*|requirements\/[^/]+)\.(?:txt|in)$/i;

/** Files whose first lines name columns. */
const table = /\.(?:csv|tsv)$/i;

/**
 * Look at a folder: names and sizes of what is in it, and the texts of what may be a program or say what one needs. Links are not followed,
 * nothing is run, and a folder with more than anybody writes by hand is not read to its end.
 * @param folder absolute
 * @throws AppError `scaffold.folder` for what is no folder, or may not be read
 */
export async function readFolder(folder: string): Promise<FolderFiles> {
  const root = await realpath(folder).catch((cause: unknown) => {
    throw noFolder(folder, cause);
  });
  const walk: Walk = { root, files: [], links: [], text: 0, isWhole: true };
  await readdir(root).catch((cause: unknown) => {
    throw noFolder(folder, cause);
  });
  await walkFolder(walk, '', 0);
  await readIncluded(walk);
  const above = dirname(root)
    .split(sep)
    .filter((name) => name !== '')
    .reverse();
  return { name: basename(root), above, files: walk.files, links: walk.links, isWhole: walk.isWhole };
}

function noFolder(folder: string, cause: unknown): AppError {
  const action = 'Name a folder that is there, and that you may read.';
  return new AppError('scaffold.folder', `${folder} can't be looked at: ${messageOf(cause)}.`, action, { cause });
}

/** How far one look has come. */
interface Walk {
  readonly root: string;
  readonly files: FolderFile[];
  readonly links: string[];
  text: number;
  isWhole: boolean;
}

async function walkFolder(walk: Walk, folder: string, depth: number): Promise<void> {
  // A folder that may not be entered is none of the project's.
  const entries = await readdir(join(walk.root, folder), { withFileTypes: true }).catch(() => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  // A virtual environment, whatever it is called.
  if (depth > 0 && entries.some(({ name }) => name === 'pyvenv.cfg' || name === 'conda-meta')) return;
  for (const entry of entries) {
    const path = below(folder, entry.name);
    if (walk.files.length >= mostFiles) {
      walk.isWhole = false;
      return;
    }
    if (entry.isSymbolicLink()) walk.links.push(path);
    else if (entry.isFile()) await takeFile(walk, path);
    else if (entry.isDirectory() && !skipped.test(entry.name) && !built.test(path)) {
      if (depth < deepest) await walkFolder(walk, path, depth + 1);
      else walk.isWhole = false;
    }
  }
}

async function takeFile(walk: Walk, path: string): Promise<void> {
  const file = join(walk.root, path);
  // It may have gone since its folder was listed.
  const facts = await lstat(file).catch(() => undefined);
  if (!facts?.isFile()) return;
  const { size, mode } = facts;
  const isTelling = telling.test(basename(file)) || list.test(path);
  const text = isTelling ? await textIn(walk, path, size) : undefined;
  const head = table.test(path) && walk.text <= mostText ? await headOf(file, size) : undefined;
  walk.text += head?.length ?? 0;
  const isExecutable = (mode & 0o111) !== 0;
  walk.files.push({
    path,
    size,
    isExecutable,
    ...(text !== undefined && { text }),
    ...(head !== undefined && { head }),
  });
}

/** Lists that lists include may have any name, too. */
async function readIncluded(walk: Walk): Promise<void> {
  // Grows while it is gone through: what was included may include others.
  const lists = walk.files.filter(({ path }) => list.test(path));
  for (const { path, text = '' } of lists) {
    for (const included of includedLists(path, text)) {
      const index = walk.files.findIndex((file) => file.path === included && file.text === undefined);
      const found = walk.files[index];
      const said = found && (await textIn(walk, included, found.size));
      if (!found || said === undefined) continue;
      walk.files[index] = { ...found, text: said };
      lists.push({ ...found, text: said });
    }
  }
}

/** What a file says; undefined for one that is too large, alone or with all others. */
async function textIn(walk: Walk, path: string, size: number): Promise<string | undefined> {
  if (size > largestText || walk.text + size > mostText) return undefined;
  const text = await textOf(join(walk.root, path), largestText);
  walk.text += text?.length ?? 0;
  return text;
}

/** Whole lines. */
async function headOf(path: string, size: number): Promise<string | undefined> {
  const text = await textOf(path, largestHead);
  return size > largestHead ? text?.slice(0, text.lastIndexOf('\n') + 1) : text;
}

/** No more than was promised, also of a file that grows; undefined for what is no text, or may not be read. */
async function textOf(path: string, largest: number): Promise<string | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(largest), 0, largest, 0);
    return decoded(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** A text with or without a mark of its encoding: PowerShell writes lists in UTF-16, and pip reads them. */
function decoded(bytes: Buffer): string | undefined {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isSwapped = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isWide && !isSwapped && bytes.includes(0)) return undefined;
  return new TextDecoder(isWide ? 'utf-16le' : isSwapped ? 'utf-16be' : 'utf-8').decode(bytes);
}
