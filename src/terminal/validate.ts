import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { AppError, messageOf } from '../contract/appError';
import type { CheckContext } from '../validation/files/fileJudge';
import { validateFile } from '../validation/files/validateFile';
import { fileKindOf } from '../validation/files/fileKind';
import { exitCodes, type CheckApp } from './app';
import { findingsText, type FileFindings } from './findingsText';
import { checkableFiles } from './checkableFiles';

/** Options of `validate`. */
export interface ValidateOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly maxSeverity: 'error' | 'warning' | 'info';
  readonly as?: 'sparkml-schema' | 'hyperparameters';
}

const ranks = { info: 0, warning: 1, error: 2 } as const;
/** Larger files were written by programs, and hold no request. */
const mostBytes = 20 * 1024 * 1024;
/** Files under way at once. */
const atOnce = 8;

/**
 * `validate PATH…`: say all that is wrong. Files that are named are checked; of folders, those whose names say what they are.
 * @throws AppError for a path that isn't there, and for a named file that nothing is known of
 */
export async function validate(app: CheckApp, paths: readonly string[], options: ValidateOptions): Promise<number> {
  const named = await Promise.all(paths.map((path) => filesAt(app, path, options.as)));
  const files = new Map(named.flatMap(({ checks, files: some }) => some.map((file) => [file, checks] as const)));
  const checked = await eachOf([...files], async ([file, checks]): Promise<FileFindings> => {
    const text = await textOf(file);
    const found = text === undefined ? [] : await validateFile({ path: file, text }, checks, options.as);
    return { file: shortPath(file), found };
  });
  for (const line of findingsText(checked, options.format)) app.out.line(line);
  const worst = Math.max(-1, ...checked.flatMap(({ found }) => found.map(({ severity }) => ranks[severity])));
  return worst > ranks[options.maxSeverity] ? exitCodes.failed : exitCodes.ok;
}

/** What becomes of each file, in their order: while one is judged the disk gives the next ones. */
async function eachOf<F, T>(files: readonly F[], work: (file: F) => Promise<T>): Promise<readonly T[]> {
  const done: T[] = [];
  const waiting = files.entries();
  const worker = async () => {
    for (const [index, file] of waiting) done[index] = await work(file);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
}

interface Named {
  readonly files: readonly string[];
  readonly checks: CheckContext;
}

async function filesAt(app: CheckApp, path: string, as: ValidateOptions['as']): Promise<Named> {
  const absolute = resolve(path);
  const { isFolder, files } = await checkableFiles(absolute).catch((error: unknown) => {
    const action = 'Name a file or a folder that is there.';
    throw new AppError('validate.missing', `${path} can't be read: ${messageOf(error)}.`, action, { cause: error });
  });
  if (isFolder) return { files, checks: app.checksIn(absolute) };
  if (as !== undefined || fileKindOf(absolute) !== undefined) return { files: [absolute], checks: app.checks };
  const action = 'Rename it, for example to car.sparkml-schema.json, or say what it is by --as.';
  throw new AppError('validate.kind', `The name of ${path} does not say what is to be checked.`, action);
}

/** A file's text; undefined for one that is far too large. */
async function textOf(file: string): Promise<string | undefined> {
  const bytes = await readFile(file);
  return bytes.length > mostBytes ? undefined : bytes.toString('utf8');
}

function shortPath(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith('..') ? file : short.split(sep).join('/');
}
