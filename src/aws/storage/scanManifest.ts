import { readFile, realpath, stat } from 'node:fs/promises';
import path, { basename } from 'node:path';
import { AppError } from '../../contract/appError';
import {
  escapes,
  fileReferenceTo,
  isInside,
  parseFileReference,
  resolveReference,
  type ReferenceBase,
} from '../../definitions/fileReference';
import { parseManifest } from '../../records/manifest';
import type { HashMemory } from './hashMemory';
import { inputUri } from './inputPlace';
import { readInputFile, scanned, sha256Of, type InputFile, type ScannedInput } from './scanInput';

const formats = ['ManifestFile', 'AugmentedManifestFile'] as const;

/** A list of files that an input consists of, in place of a folder (T24, T25). */
export interface ManifestPlan {
  /** Absolute path. */
  readonly path: string;
  readonly format: (typeof formats)[number];
  /** Where the definition stands that names it. */
  readonly base: ReferenceBase;
}

/** Whether an S3DataType is one of a manifest. */
export function isManifest(type: unknown): type is ManifestPlan['format'] {
  return formats.some((format) => format === type);
}

/** What tells a manifest from the same file as an input of its own. */
export function manifestId({ path: file, format }: ManifestPlan): string {
  return `${format} ${file}`;
}

interface Scanning {
  readonly bucket: string;
  readonly memory: HashMemory;
  readonly signal: AbortSignal;
}

/**
 * Read a manifest and the files of this machine that it names.
 * @returns these files, where there are any, and the manifest as it must be on S3, with their places there
 * @throws AppError `records.manifest`, `reference.*`; `aws.input` when a file is not there, or named twice
 */
export async function scanManifest(plan: ManifestPlan, scanning: Scanning): Promise<readonly ScannedInput[]> {
  const text = await readFile(plan.path, 'utf8');
  const { data, rewritten } =
    plan.format === 'ManifestFile'
      ? await rewriteManifest(plan, text, scanning)
      : await rewriteAugmented(plan, text, scanning);
  const { mtimeMs: modified } = await stat(plan.path);
  const file: InputFile = {
    ...{ path: plan.path, name: basename(plan.path), modified, text: rewritten },
    ...{ bytes: Buffer.byteLength(rewritten), sha256: sha256Of(rewritten) },
  };
  const manifest = scanned({ id: manifestId(plan), path: plan.path, isFolder: false }, [file]);
  return data ? [data, manifest] : [manifest];
}

interface Rewritten {
  /** Undefined when all that it names is on S3. */
  readonly data?: ScannedInput;
  readonly rewritten: string;
}

async function rewriteManifest(plan: ManifestPlan, text: string, scanning: Scanning): Promise<Rewritten> {
  const { prefix, keys } = parseManifest(text);
  const start = parseFileReference(prefix);
  if (!start) return { rewritten: text };
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw wrong(plan, `names ${twice} twice`);
  const files: InputFile[] = [];
  for (const key of keys) {
    if (key.split(/[\\/]/).includes('..') || key.startsWith('/'))
      throw wrong(plan, `names ${key}, which leads out of its prefix`);
    files.push(await readNamed(plan, { reference: fileReferenceTo(start.path + key), name: () => key }, scanning));
  }
  const data = dataOf(plan, files);
  return { data, rewritten: JSON.stringify([{ prefix: inputUri(scanning.bucket, data) }, ...keys]) };
}

/** How attributes end that name a file (T25). */
const referring = '-ref';

async function rewriteAugmented(plan: ManifestPlan, text: string, scanning: Scanning): Promise<Rewritten> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const records = lines.map((line, index) => recordOf(plan, line, index));
  const files = new Map<string, InputFile>();
  for (const record of records) {
    for (const reference of referencesIn(record)) {
      const name = (sha256: string, file: string) => `${sha256.slice(0, 16)}/${basename(file)}`;
      if (!files.has(reference)) files.set(reference, await readNamed(plan, { reference, name }, scanning));
    }
  }
  if (files.size === 0) return { rewritten: text };
  const unique = new Map([...files.values()].map((file) => [file.name, file]));
  const data = dataOf(plan, [...unique.values()]);
  const place = (value: unknown) => {
    const file = typeof value === 'string' ? files.get(value) : undefined;
    return file ? inputUri(scanning.bucket, data) + file.name : value;
  };
  const rewritten = records.map((record) => {
    const entries = Object.entries(record).map(([name, value]) => [
      name,
      name.endsWith(referring) ? place(value) : value,
    ]);
    return `${JSON.stringify(Object.fromEntries(entries))}\n`;
  });
  return { data, rewritten: rewritten.join('') };
}

function recordOf(plan: ManifestPlan, line: string, index: number): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    throw wrong(plan, `has no JSON object in line ${String(index + 1)}`);
  }
}

function referencesIn(record: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(record).flatMap(([name, value]) =>
    name.endsWith(referring) && typeof value === 'string' && parseFileReference(value) ? [value] : [],
  );
}

function dataOf({ path: file }: ManifestPlan, files: readonly InputFile[]): ScannedInput {
  const named = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  return scanned({ id: `data of ${file}`, path: file.replace(/\.[^./\\]*$/, ''), isFolder: true }, named);
}

interface Named {
  readonly reference: string;
  /** Its key, from the digest of its content and its path. */
  readonly name: (sha256: string, file: string) => string;
}

/** A file that a manifest names; a relative name may not leave the project, also not by a link. */
async function readNamed(plan: ManifestPlan, { reference, name }: Named, scanning: Scanning): Promise<InputFile> {
  scanning.signal.throwIfAborted();
  const { projectRoot, style } = plan.base;
  const file = resolveReference(reference, { definitionPath: plan.path, projectRoot, style });
  const facts = await stat(file).catch(() => undefined);
  if (!facts?.isFile()) throw wrong(plan, `names ${file}, which is no file`);
  const isRelative = parseFileReference(reference)?.absolute === false;
  if (isRelative && !isInside(await realpath(file), await realpath(projectRoot), path))
    throw escapes(reference, projectRoot);
  const read = await readInputFile(file, reference, scanning.memory);
  return { ...read, name: name(read.sha256, file) };
}

function wrong({ path: file }: ManifestPlan, why: string): AppError {
  return new AppError('aws.input', `${file} ${why}.`, 'Correct the manifest, and submit again.');
}
